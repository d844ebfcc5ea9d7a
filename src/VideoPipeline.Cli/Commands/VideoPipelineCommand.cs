using System.CommandLine;
using System.Globalization;
using VideoPipeline.Local.Runs;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary>A subcommand: its options, what it does, and examples for its help.</summary>
internal abstract class VideoPipelineCommand : Command
{
    protected VideoPipelineCommand(string name, string description, CommandContext context) : base(name, description)
    {
        Context = context;
        SetAction(RunAsync);
    }

    /// <summary>Lines for the help: what somebody would type.</summary>
    public abstract string Examples { get; }

    protected CommandContext Context { get; }

    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted);

    /// <summary>A path from the working folder on, absolute; an address unchanged.</summary>
    protected string Absolute(string video) =>
        video.Length == 0 || SourceAddress.Scheme(video) is not null ? video : Path.GetFullPath(video, Context.WorkingFolder);

    /// <summary>A model's name, unchanged, or the path of its folder, absolute.</summary>
    protected string ModelName(string model) => model.Contains('/') ? Absolute(model) : model;

    /// <summary>The folder of models of one's own.</summary>
    protected string ModelsFolder => Path.Combine(Context.StoreFolder, "models");

    /// <summary>The models that runs find.</summary>
    protected ModelLibrary Models(VideoSources sources) => ModelLibrary.Of(sources, Local.Runs.LocalRuns.Bucket, Context.StoreFolder);

    protected static Argument<string> VideoArgument() => RefuseOptions(new Argument<string>("VIDEO")
    {
        Description = "The video: a path, or an http://, https:// or s3://bucket/key address.",
    });

    /// <summary>A mistyped option is no video.</summary>
    protected static Argument<T> RefuseOptions<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            var word = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (word.StartsWith('-')) result.AddError($"Unrecognized option '{word}'. (A file of that name is ./{word}, or comes after --.)");
        });
        return argument;
    }

    protected static Option<int?> StreamOption() => NumberOption("--stream", "The video stream, as ffmpeg counts from 0 (default: the first one).");

    /// <summary>Says on standard error what is unusual about the video.</summary>
    protected void Remark(string? remark)
    {
        if (remark is not null) Context.Error.WriteLine($"remark: {remark}");
    }

    protected static Option<bool> JsonOption(string what) => new("--json") { Description = $"Print {what} as JSON." };

    protected static Option<int?> WorkersOption() =>
        NumberOption("--workers", "How many ranges are decoded at the same time (default: one for each processor).");

    protected static Option<int?> FramesPerRangeOption() => NumberOption(
        "--frames-per-range", "Frames in each range, up to the next frame where the video may be cut (default: balanced among the workers).");

    private static Option<int?> NumberOption(string name, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
            result.AddError($"{name} takes a whole number, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };
}
