using System.CommandLine;
using VideoPipeline.Executions;

namespace VideoPipeline.Cli.Commands;

/// <summary>The options that say what frames are classified by, and which.</summary>
internal sealed class ClassifyOptions
{
    private readonly Option<string?> _model = new("--model")
    {
        HelpName = "NAME",
        Description = "Classify frames by this model: a name (see: models list), or the folder or address of one.",
    };

    private readonly Option<string?> _every = new("--classify-every")
    {
        HelpName = "N|Ts",
        Description = "Besides two frames of each shot, classify a frame every N frames or T seconds (default 1s).",
    };

    private readonly Option<int?> _top = TopOption();

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_model, _every, _top];

    /// <summary>How many classes of a picture are told.</summary>
    public static Option<int?> TopOption() => new("--top") { HelpName = "K", Description = "Keep the K best classes (default 5)." };

    /// <summary>The input with what they say.</summary>
    /// <param name="input">The input.</param>
    /// <param name="parsed">The words.</param>
    /// <param name="modelName">Makes the path of a model absolute.</param>
    public ExecutionInput On(ExecutionInput input, ParseResult parsed, Func<string, string> modelName) => input with
    {
        Model = parsed.GetValue(_model) is { } name ? modelName(name) : null,
        ClassifyEvery = parsed.GetValue(_every),
        Top = parsed.GetValue(_top),
    };
}
