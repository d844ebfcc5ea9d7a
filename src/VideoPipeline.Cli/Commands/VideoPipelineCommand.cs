using System.CommandLine;
using System.Globalization;
using VideoPipeline.Cli.Videos;
using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Http;
using VideoPipeline.Sources.S3;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary>A subcommand with its options, its action and examples for its help.</summary>
internal abstract class VideoPipelineCommand : Command
{
    private const int MaxAttempts = 5;

    protected VideoPipelineCommand(string name, string description, CommandContext context) : base(name, description)
    {
        Context = context;
        SetAction(RunAsync);
    }

    /// <summary>The examples in the help.</summary>
    public abstract string Examples { get; }

    protected CommandContext Context { get; }

    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted);

    /// <summary>Returns the absolute path of a path, resolved against the working folder; returns an address unchanged.</summary>
    protected SourceAddress ToAbsolute(SourceAddress address) =>
        address.IsBlank || address.IsMistyped || address.Scheme is not null
            ? address
            : Path.GetFullPath(address.Reveal(), Context.WorkingFolder);

    /// <summary>Returns the name of a model unchanged, or the absolute path of its folder.</summary>
    protected SourceAddress ResolveModel(SourceAddress model) => model.ToString().Contains('/') ? ToAbsolute(model) : model;

    /// <summary>The folder of the models in the store.</summary>
    protected string ModelsFolder => Path.Combine(Context.StoreFolder, "models");

    /// <summary>
    /// Creates what opens addresses for a person who waits: each further attempt is told, and the delays between the attempts
    /// take at most 7.5 s in all.
    /// </summary>
    protected VideoSources CreateSources() => new(
        new HttpSourceOptions { MaxAttempts = MaxAttempts, OnRetry = WriteNote },
        new S3SourceOptions { MaxAttempts = MaxAttempts, OnRetry = WriteNote });

    /// <summary>Creates the library of the models that runs can use.</summary>
    protected ModelLibrary OpenModelLibrary(VideoSources sources) =>
        ModelLibrary.FromStore(sources, Local.Runs.LocalRuns.Bucket, Context.StoreFolder);

    /// <summary>The argument for any number of videos.</summary>
    protected static Argument<string[]> VideosArgument(ArgumentArity arity, string orDefault = "") =>
        RejectOptions(new Argument<string[]>("VIDEO")
        {
            Arity = arity,
            Description = "Videos: paths, or http://, https:// or s3://bucket/key addresses; folders, quoted patterns "
                + "('*.mp4'), s3://bucket/prefix/, @FILE or - for a list, a line each" + orDefault + ".",
        });

    /// <summary>The option for subfolders.</summary>
    protected static Option<bool> RecursiveOption() =>
        new("--recursive", "-r") { Description = "Include the subfolders of folders." };

    /// <summary>Expands the arguments for videos, and writes what was skipped to standard error.</summary>
    /// <exception cref="VideoPipelineException">An argument cannot be expanded, or there is no video.</exception>
    protected async Task<GivenVideos> ExpandAsync(
        IReadOnlyList<string> arguments, bool recursive, CancellationToken interrupted)
    {
        var given = await VideoArguments.ExpandAsync(arguments, Context, recursive, interrupted);
        foreach (var remark in given.Remarks) WriteNote(remark);
        return given;
    }

    protected static Argument<string> VideoArgument() => RejectOptions(new Argument<string>("VIDEO")
    {
        Description = "The video: a path, or an http://, https:// or s3://bucket/key address.",
    });

    /// <summary>Rejects values that start with <c>-</c>, so that a mistyped option is not taken for a file.</summary>
    protected static Argument<T> RejectOptions<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value is ['-', _, ..])?.Value is { } value)
                result.AddError($"Unrecognized option '{value}'. For a file of this name, write ./{value} or put it after --.");
        });
        return argument;
    }

    protected static Option<int?> StreamOption() =>
        NumberOption("--stream", "The index of the stream, as in ffmpeg (default: the first video stream).", minimum: 0);

    /// <summary>Writes a note about the video to standard error.</summary>
    protected void WriteNote(string? remark)
    {
        if (remark is not null) Context.Notes.WriteLine($"note: {remark}");
    }

    protected static Option<bool> JsonOption(string content) => new("--json") { Description = $"Print {content} as JSON." };

    protected static Option<int?> WorkersOption() =>
        NumberOption("--workers", "The number of ranges decoded in parallel (default: one per processor).");

    protected static Option<int?> FramesPerRangeOption() => NumberOption(
        "--frames-per-range", "Frames per range, rounded up to the next split point (default: balanced among the workers).");

    protected static Option<int?> JobsOption() => NumberOption(
        "--jobs", "The number of videos analyzed at the same time (default: one per processor, shared with --workers).");

    private static Option<int?> NumberOption(string name, string description, int minimum = 1) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            var value = result.Tokens[0].Value;
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum)
                return number;
            result.AddError($"{name} must be a whole number of at least {minimum} (got '{value}').");
            return null;
        },
    };
}
