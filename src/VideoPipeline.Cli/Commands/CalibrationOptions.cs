using System.CommandLine;
using System.CommandLine.Parsing;
using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary>The options of <c>plan</c> that correct its estimates by a measured run.</summary>
internal sealed class CalibrationOptions
{
    private readonly Option<bool> _calibrate = new("--calibrate")
    {
        Description = "Run the video on this machine first, and correct the estimates of this and later plans by what it took.",
    };

    private readonly Option<string?> _calibrateFrom = new("--calibrate-from")
    {
        Description = "Correct the estimates by a run of the video: its run.json, or its folder; with --on aws, a run there.",
        HelpName = "RUN",
    };

    /// <summary>All options.</summary>
    public IReadOnlyList<Option> All => [_calibrate, _calibrateFrom];

    /// <summary>Adds an error if the options cannot be combined.</summary>
    public void Check(CommandResult result, EstimateOptions estimate)
    {
        if (!result.GetValue(_calibrate)) return;
        if (result.GetResult(_calibrateFrom) is not null) result.AddError("Give only one of --calibrate and --calibrate-from.");
        if (estimate.IsOnAws(result))
            result.AddError("--calibrate runs on this machine. For AWS, give the run.json of a run there to --calibrate-from.");
    }

    /// <summary>Whether one of the options is given.</summary>
    public bool IsUsed(ParseResult parsed) => Measures(parsed) || parsed.GetValue(_calibrateFrom) is not null;

    /// <summary>Whether to run the video.</summary>
    public bool Measures(ParseResult parsed) => parsed.GetValue(_calibrate);

    /// <summary>Reads the run that is given; null if none is.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="index">The index of the video.</param>
    /// <param name="worker">The workers on AWS; null for a run on this machine.</param>
    /// <param name="workingFolder">The folder against which a relative path is resolved.</param>
    /// <exception cref="InvalidInputException">There is none, or it does not tell what the video takes.</exception>
    public MeasuredRun? ReadRun(ParseResult parsed, VideoIndex index, RemoteWorker? worker, string workingFolder)
    {
        if (parsed.GetValue(_calibrateFrom) is not { } given) return null;
        var path = Path.GetFullPath(given, workingFolder);
        if (Directory.Exists(path)) path = Path.Combine(path, RunFolder.ReportName);
        if (!File.Exists(path)) throw new InvalidInputException($"--calibrate-from: {path} does not exist.");
        var report = ResultJson.ReadRunReport(File.ReadAllBytes(path), path);
        return worker is null
            ? RunMeasurement.OnMachine(report, index, seconds: null, WorkersOf(report))
            : RunMeasurement.OnAws(report, index, worker);
    }

    private static int WorkersOf(RunReport report) =>
        report.Options.TryGetProperty("workers", out var workers) && workers.TryGetInt32(out var number)
            ? number
            : report.Host.Processors;
}
