using System.CommandLine;
using System.CommandLine.Parsing;
using VideoPipeline.Executions;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary>The options for the classification of frames: the model, the frames and the number of classes.</summary>
internal sealed class ClassificationOptions
{
    private readonly Option<string?> _model = new("--model")
    {
        HelpName = "NAME",
        Description = "Classify frames with this model: a name (see models list), or a folder or address.",
    };

    private readonly Option<string?> _every = new("--classify-every")
    {
        HelpName = "N|Ts",
        Description = "Classify a frame every N frames or T seconds (default 1s), in addition to two frames per shot.",
    };

    private readonly Option<int?> _top = TopOption();

    /// <summary>All options.</summary>
    public IReadOnlyList<Option> All => [_model, _every, _top];

    /// <summary>Adds an error if an option is given that needs a model, without one.</summary>
    public void Check(CommandResult result)
    {
        if (result.GetResult(_model) is null && (result.GetResult(_every) ?? result.GetResult(_top)) is not null)
            result.AddError("--classify-every and --top require --model NAME.");
    }

    /// <summary>Creates the option for the number of classes per image.</summary>
    public static Option<int?> TopOption() =>
        new("--top") { HelpName = "K", Description = "The number of best classes to keep per image (default 5)." };

    /// <summary>Returns the input with the values of the options.</summary>
    /// <param name="input">The input.</param>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="modelName">Returns the absolute path of a model that is a path.</param>
    public ExecutionInput ApplyTo(
        ExecutionInput input, ParseResult parsed, Func<SourceAddress, SourceAddress> modelName) => input with
    {
        Model = parsed.GetValue(_model) is { } name ? modelName(name) : null,
        ClassifyEvery = parsed.GetValue(_every),
        Top = parsed.GetValue(_top),
    };
}
