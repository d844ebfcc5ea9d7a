using System.CommandLine;
using VideoPipeline.Cli.Classification;
using VideoPipeline.Errors;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>classify</c>: classifies images with a model.</summary>
internal sealed class ClassifyCommand : VideoPipelineCommand
{
    private readonly Argument<string[]> _images = RejectOptions(new Argument<string[]>("IMAGE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Images: paths, or http://, https:// or s3://bucket/key addresses.",
    });

    private readonly Option<string> _model = new("--model")
    {
        HelpName = "NAME",
        Description = $"The model: a name (see models list), or a folder or address (default: {BuiltInModels.Default}).",
        DefaultValueFactory = _ => BuiltInModels.Default,
    };

    private readonly Option<int?> _top = ClassificationOptions.TopOption();
    private readonly Option<bool> _json = JsonOption("the classes");

    public ClassifyCommand(CommandContext context)
        : base("classify", "Classify images with a model. The exit code is 1 if an image could not be classified.", context)
    {
        Add(_images);
        foreach (var option in (Option[])[_model, _top, _json]) Add(option);
    }

    public override string Examples => """
          videopipeline classify photo.jpg
          videopipeline classify *.jpg --model squeezenet --top 1
          videopipeline classify https://example.com/photo.jpg s3://bucket/photo.png --json
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var count = parsed.GetValue(_top) ?? ClassificationAnalyzerFactory.DefaultTop;
        if (count < 1) throw new InvalidInputException($"--top must be at least 1 (got {count}).");
        var sources = CreateSources();
        var model = await OpenModelLibrary(sources).OpenAsync(ResolveModel(parsed.GetValue(_model)!), interrupted);
        await using var classifier = new ImageClassifier(model, sources, count);

        var all = new List<ImageClassification>();
        await foreach (var result in classifier.ClassifyAsync([.. parsed.GetValue(_images)!], ToAbsolute, interrupted))
        {
            all.Add(result);
            if (!parsed.GetValue(_json)) Context.Out.Write(result.Format());
        }
        if (parsed.GetValue(_json)) Context.Out.WriteLine(CliJson.Serialize<IReadOnlyList<ImageClassification>>(all));
        return all.All(result => result.Error is null) ? ExitCode.Done : ExitCode.Failed;
    }
}
