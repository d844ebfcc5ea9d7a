using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Exports.Shots;
using VideoPipeline.Exports.Timecodes;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Exports;

/// <summary>A run to export: its result files.</summary>
internal sealed class ExportedRun
{
    private readonly string _folder;
    private readonly RunReport _report;
    private readonly Lazy<NpzArrays> _arrays;

    /// <summary>Reads the summary and the report of a run; the arrays are read when they are needed.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="timecodes">How frames are counted.</param>
    /// <param name="video">The present address of the video; null for that of the run.</param>
    /// <exception cref="InvalidInputException">The start timecode is invalid, or a file is missing.</exception>
    /// <exception cref="CorruptResultException">A file is damaged.</exception>
    public ExportedRun(string folder, TimecodeOptions timecodes, SourceAddress? video = null)
    {
        _folder = folder;
        _report = ResultJson.ReadRunReport(File.ReadAllBytes(PathOf("run.json")), PathOf("run.json"));
        GivenVideo = video;
        Summary = ResultJson.ReadSummary(File.ReadAllBytes(PathOf("summary.json")), PathOf("summary.json"));
        Shots = new ShotList(Summary, video ?? _report.Video.Uri, timecodes);
        _arrays = new(ReadArrays);
    }

    /// <summary>The summary.</summary>
    public Summary Summary { get; }

    /// <summary>The shots.</summary>
    public ShotList Shots { get; }

    /// <summary>The arrays of <c>frames.npz</c>.</summary>
    public NpzArrays Arrays => _arrays.Value;

    /// <summary>The address of the video in the report, without credentials.</summary>
    public SourceAddress StoredVideo => _report.Video.Uri;

    /// <summary>The present address of the video, if it was given.</summary>
    public SourceAddress? GivenVideo { get; }

    /// <summary>The video that was analyzed.</summary>
    public SourceIdentity Identity => new(
        _report.Video.Uri, _report.Video.Identity.Length, _report.Video.Identity.Version,
        ExecutionInput.Parse(_report.Options).Stream);

    /// <summary>The names of the model's classes; null without classification.</summary>
    public IReadOnlyList<string>? ReadLabels() => File.Exists(Path.Combine(_folder, "labels.txt"))
        ? LabelsFile.Read(PathOf("labels.txt"))
        : null;

    private NpzArrays ReadArrays()
    {
        using var file = File.OpenRead(PathOf("frames.npz"));
        return NpzReader.Read(file, file.Name);
    }

    private string PathOf(string name)
    {
        var path = Path.Combine(_folder, name);
        return File.Exists(path)
            ? path
            : throw new InvalidInputException($"{path} does not exist, so {_folder} is not a completed run. Run again.");
    }
}
