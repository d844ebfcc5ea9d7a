using System.CommandLine;
using System.CommandLine.Parsing;
using VideoPipeline.Errors;
using VideoPipeline.Executions;

namespace VideoPipeline.Cli.Commands;

/// <summary>The options that, with a video, make an execution's input.</summary>
internal sealed class InputOptions(Option<int?> stream, Option<int?> workers, Option<int?> framesPerRange)
{
    private readonly Option<bool> _rgb = new("--rgb") { Description = "Also sum the full-size frames as B, G and R." };
    private readonly Option<bool> _strict = new("--strict") { Description = "Fail when a frame cannot be decoded, instead of listing it." };
    private readonly Option<bool> _fingerprint = new("--fingerprint")
    {
        Description = "Store what the frames that stand for shots are known again by, for find.",
    };

    private readonly Option<string?> _fingerprintEvery = new("--fingerprint-every")
    {
        HelpName = "N",
        Description = "The same, and of every N-th frame besides, or of one in every so many seconds: 24, 0.5s.",
    };

    private readonly PickOptions _picking = new();
    private readonly ClassifyOptions _classifying = new();

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [.. _picking.All, .. _classifying.All, _rgb, _strict, _fingerprint, _fingerprintEvery, stream, workers, framesPerRange];

    /// <summary>Sees that frames are picked in one way only.</summary>
    public void Check(CommandResult result)
    {
        if (_picking.Used(result) > 1) result.AddError("Pick frames in one way: --frames A:B, --at LIST, --every N, --fps F or --keyframes.");
    }

    /// <summary>The input.</summary>
    /// <param name="video">The video's address.</param>
    /// <param name="parsed">The words.</param>
    /// <param name="modelName">Makes the path of a model absolute.</param>
    /// <exception cref="InvalidInputException">A value is not possible.</exception>
    public ExecutionInput For(string video, ParseResult parsed, Func<string, string> modelName) => _classifying.On(_picking.On(new ExecutionInput
    {
        Video = video,
        Stream = parsed.GetValue(stream),
        Rgb = parsed.GetValue(_rgb),
        Strict = parsed.GetValue(_strict),
        Fingerprint = parsed.GetValue(_fingerprint),
        FingerprintEvery = parsed.GetValue(_fingerprintEvery),
        Workers = parsed.GetValue(workers),
        FramesPerRange = parsed.GetValue(framesPerRange),
    }, parsed), parsed, modelName).Validated();
}
