using System.CommandLine;
using VideoPipeline.Cli.Classification;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>models</c>: manages classification models.</summary>
internal sealed class ModelsCommand : Command
{
    public ModelsCommand(CommandContext context) : base("models", "Manage the models that classify frames and images.")
    {
        Add(new ListCommand(context));
        Add(new PullCommand(context));
        Add(new AddModelCommand(context));
        Add(new CheckCommand(context));
    }

    private static Argument<string> NameArgument(string description) => new("NAME") { Description = description };

    private sealed class ListCommand : VideoPipelineCommand
    {
        private readonly Option<bool> _json = JsonOption("the models");

        public ListCommand(CommandContext context)
            : base("list", "List the models, and whether their files are installed.", context) =>
            Add(_json);

        public override string Examples => "  videopipeline models list";

        protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
        {
            var listed = await ModelListing.AllAsync(OpenModelLibrary(CreateSources()), ModelsFolder, interrupted);
            if (parsed.GetValue(_json)) Context.Out.WriteLine(CliJson.Serialize(listed));
            else foreach (var model in listed) Context.Out.WriteLine($"{model.Name,-16} {model.Files,-28} {model.Title}");
            return ExitCode.Done;
        }
    }

    private sealed class PullCommand : VideoPipelineCommand
    {
        private readonly Argument<string> _name = NameArgument("The model: a built-in name, or a folder or address.");

        public PullCommand(CommandContext context)
            : base("pull", "Download the files of a model to the store's folder of models.", context) =>
            Add(_name);

        public override string Examples => "  videopipeline models pull googlenet";

        protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
        {
            var name = parsed.GetValue(_name)!;
            var model = await OpenModelLibrary(CreateSources()).OpenAsync(ResolveModel(name), interrupted);
            var folder = new ModelFolder(ModelsFolder, ((SourceAddress)name).FileName);
            Context.Out.WriteLine(folder.Install(model));
            return ExitCode.Done;
        }
    }

    private sealed class CheckCommand : VideoPipelineCommand
    {
        private readonly Argument<string> _name = NameArgument("The model: a name, or a folder or address.");
        private readonly Option<bool> _json = JsonOption("the result");

        public CheckCommand(CommandContext context)
            : base("check", "Load a model, verify its description and time a forward pass.", context)
        {
            Add(_name);
            Add(_json);
        }

        public override string Examples => "  videopipeline models check googlenet";

        protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
        {
            var name = parsed.GetValue(_name)!;
            var model = await OpenModelLibrary(CreateSources()).OpenAsync(ResolveModel(name), interrupted);
            var result = ModelCheck.Measure(model, Context.Time);
            Context.Out.Write(parsed.GetValue(_json) ? CliJson.Serialize(result) + "\n" : result.ToText());
            return ExitCode.Done;
        }
    }
}
