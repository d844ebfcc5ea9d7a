using System.CommandLine;
using VideoPipeline.Cli.Classification;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>models</c>: the models that frames and pictures can be classified by.</summary>
internal sealed class ModelsCommand : Command
{
    public ModelsCommand(CommandContext context) : base("models", "The models that frames and pictures are classified by.")
    {
        Add(new ListCommand(context));
        Add(new PullCommand(context));
        Add(new AddModelCommand(context));
        Add(new CheckCommand(context));
    }

    private static Argument<string> NameArgument(string description) => new("NAME") { Description = description };

    private sealed class ListCommand : VideoPipelineCommand
    {
        private readonly Option<bool> _json = JsonOption("them");

        public ListCommand(CommandContext context) : base("list", "The models there are, and where their files come from.", context) => Add(_json);

        public override string Examples => "  videopipeline models list";

        protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
        {
            var listed = await ListedModel.AllAsync(Models(new VideoSources()), ModelsFolder, interrupted);
            if (parsed.GetValue(_json)) Context.Out.WriteLine(CliJson.Text(listed));
            else foreach (var model in listed) Context.Out.WriteLine($"{model.Name,-16} {model.Files,-28} {model.Title}");
            return ExitCode.Done;
        }
    }

    private sealed class PullCommand : VideoPipelineCommand
    {
        private readonly Argument<string> _name = NameArgument("The model: one that is built in, or the folder or address of one.");

        public PullCommand(CommandContext context) : base("pull", "Fetch a model's files now, into the folder that runs take models from.", context) =>
            Add(_name);

        public override string Examples => "  videopipeline models pull googlenet";

        protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
        {
            var asked = parsed.GetValue(_name)!;
            var model = await Models(new VideoSources()).OpenAsync(ModelName(asked), interrupted);
            var folder = new ModelFolder(ModelsFolder, Path.GetFileName(asked.TrimEnd('/')));
            Context.Out.WriteLine(folder.Put(model));
            return ExitCode.Done;
        }
    }

    private sealed class CheckCommand : VideoPipelineCommand
    {
        private readonly Argument<string> _name = NameArgument("The model: a name, or the folder or address of one.");
        private readonly Option<bool> _json = JsonOption("what was found");

        public CheckCommand(CommandContext context)
            : base("check", "Load a model, see that it does what its description says, and time a pass.", context)
        {
            Add(_name);
            Add(_json);
        }

        public override string Examples => "  videopipeline models check googlenet";

        protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
        {
            var asked = parsed.GetValue(_name)!;
            var model = await Models(new VideoSources()).OpenAsync(ModelName(asked), interrupted);
            var found = CheckedModel.Of(model, Context.Time);
            Context.Out.Write(parsed.GetValue(_json) ? CliJson.Text(found) + "\n" : found.Text());
            return ExitCode.Done;
        }
    }
}
