using System.CommandLine;
using System.CommandLine.Parsing;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary>The options for the input of an execution, except the video.</summary>
internal sealed class InputOptions(Option<int?> stream, Option<int?> workers, Option<int?> framesPerRange)
{
    private readonly Option<bool> _rgb = new("--rgb")
    {
        Description = "Also compute the sums of B, G and R of the full-size frames.",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Fail if a frame cannot be decoded, instead of listing it as missing.",
    };

    private readonly Option<bool> _fingerprint = new("--fingerprint")
    {
        Description = "Store fingerprints of the representative frames of the shots, for find.",
    };

    private readonly Option<string?> _fingerprintEvery = new("--fingerprint-every")
    {
        HelpName = "N|Ts",
        Description = "Like --fingerprint, and also of a frame every N frames or T seconds: 24, 0.5s.",
    };

    private readonly SelectionOptions _selection = new();
    private readonly ClassificationOptions _classification = new();

    /// <summary>All options.</summary>
    public IReadOnlyList<Option> All =>
    [
        .. _selection.All, .. _classification.All, _rgb, _strict, _fingerprint, _fingerprintEvery, stream, workers,
        framesPerRange,
    ];

    /// <summary>Adds an error if more than one option selects frames, or if an option needs another.</summary>
    public void Check(CommandResult result)
    {
        if (_selection.CountUsed(result) > 1)
            result.AddError($"Select frames with only one of {SelectionOptions.Names}.");
        _classification.Check(result);
    }

    /// <summary>The number of workers that is given; null if none is.</summary>
    public int? GetWorkers(ParseResult parsed) => parsed.GetValue(workers);

    /// <summary>Creates the input of an execution.</summary>
    /// <param name="video">The address of the video.</param>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="modelName">Returns the absolute path of a model that is a path.</param>
    /// <exception cref="InvalidInputException">A value is invalid.</exception>
    public ExecutionInput CreateInput(
        SourceAddress video, ParseResult parsed, Func<SourceAddress, SourceAddress> modelName)
    {
        var input = new ExecutionInput
        {
            Video = video,
            Stream = parsed.GetValue(stream),
            Rgb = parsed.GetValue(_rgb),
            Strict = parsed.GetValue(_strict),
            Fingerprint = parsed.GetValue(_fingerprint),
            FingerprintEvery = parsed.GetValue(_fingerprintEvery),
            Workers = parsed.GetValue(workers),
            FramesPerRange = parsed.GetValue(framesPerRange),
        };
        return _classification.ApplyTo(_selection.ApplyTo(input, parsed), parsed, modelName).ValidatedFor(All);
    }
}
