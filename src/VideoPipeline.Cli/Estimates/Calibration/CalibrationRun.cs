using VideoPipeline.Cli.Profiles;
using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Local.Runs;
using VideoPipeline.Results.Files;
using VideoPipeline.Temporary;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Estimates.Calibration;

/// <summary>A run of a video on this machine that is made to be measured.</summary>
/// <param name="Report">Its report.</param>
/// <param name="Seconds">The seconds from the start of this process to the end of the run.</param>
internal sealed record CalibrationRun(RunReport Report, double Seconds)
{
    /// <summary>Runs a video in a store of its own, which is deleted, so that no partial result is reused.</summary>
    /// <exception cref="InvalidInputException">The run failed.</exception>
    public static async Task<CalibrationRun> MeasureAsync(
        ExecutionInput input, CommandContext context, CancellationToken interrupted)
    {
        using var store = new WorkingFolder();
        var started = context.Time.GetTimestamp();
        var untilNow = ProcessAge.Measure(context.Time);
        var name = ExecutionName.For(input.Video, context.Time.GetUtcNow());
        var outcome = await ProgressDisplay.RunAsync(context, bars: true, display => context
            .CreateRuns(new LocalRunsOptions { StoreFolder = store.Path })
            .RunAsync(name, input, new RunWatcher(display, steps: null), interrupted));
        var elapsed = context.Time.GetElapsedTime(started);
        if (outcome.Error is { } error)
            throw new InvalidInputException($"The run to calibrate with failed with {error}: {outcome.Cause}");
        var report = RunFolder.TryReadReport(outcome.Folder)
            ?? throw new InvalidInputException("The run to calibrate with has no report.");
        return new CalibrationRun(report, (untilNow + elapsed).TotalSeconds);
    }

    /// <summary>The measurement.</summary>
    /// <param name="index">The index of the video.</param>
    /// <param name="workers">The number of ranges decoded at the same time.</param>
    public MeasuredRun ToMeasuredRun(VideoIndex index, int workers) =>
        RunMeasurement.OnMachine(Report, index, Seconds, workers);
}
