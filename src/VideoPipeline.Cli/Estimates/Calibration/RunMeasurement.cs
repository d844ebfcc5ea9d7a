using System.Text.Json;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Estimates.Calibration;

/// <summary>Makes a <see cref="MeasuredRun"/> of the report of a run (<c>run.json</c>).</summary>
internal static class RunMeasurement
{
    /// <summary>The options that do not change what is done with a frame.</summary>
    private static readonly string[] s_options = ["video", "stream", "workers", "framesPerRange", "strict"];

    /// <summary>A run on this machine.</summary>
    /// <param name="report">Its report.</param>
    /// <param name="index">The index of its video.</param>
    /// <param name="seconds">From the start of the command to the end of the run; null if it is not known.</param>
    /// <param name="workers">The number of ranges decoded at the same time.</param>
    /// <exception cref="InvalidInputException">The report does not tell what the steps of such a video take.</exception>
    public static MeasuredRun OnMachine(RunReport report, VideoIndex index, double? seconds, int workers)
    {
        Check(report, index);
        var modeled = MachineEstimate.Model(index, Loads(report, index), workers, report.Host.Processors);
        var (steps, cost) = (report.Seconds, modeled.Start);
        var start = seconds is { } all ? Math.Max(0, all - (steps.Index + steps.Plan + steps.Decode + steps.Reduce)) : cost;
        return Create(
            MeasuredRun.Local, report.Host.Processors, workers, report, index,
            new StepTimes(start, steps.Index, steps.Plan, steps.Decode, steps.Reduce), modeled);
    }

    /// <summary>A run on AWS.</summary>
    /// <param name="report">Its report.</param>
    /// <param name="index">The index of its video.</param>
    /// <param name="worker">Its workers.</param>
    /// <exception cref="InvalidInputException">The report does not tell what the steps of such a video take.</exception>
    public static MeasuredRun OnAws(RunReport report, VideoIndex index, RemoteWorker worker)
    {
        Check(report, index);
        var loads = Loads(report, index);
        var work = AwsWorkload.Of(index, loads.Count, loads, worker);
        var cost = DecodeCost.Of(index.Video);
        var steps = report.Seconds;
        return Create(
            MeasuredRun.Aws, worker.Megabytes, loads.Count, report, index,
            new StepTimes(0, steps.Index, steps.Plan, report.Ranges.Sum(range => range.Seconds), steps.Reduce),
            new StepTimes(0, work.Index, work.Plan, loads.Sum(load => worker.EstimateDecoding(cost, load)), work.Reduce));
    }

    private static MeasuredRun Create(
        string on, int capacity, int workers, RunReport report, VideoIndex index, StepTimes measured, StepTimes modeled) =>
        new(on, capacity, workers, report.Video.Identity, MeasuredWork.Of(index), measured, modeled);

    private static void Check(RunReport report, VideoIndex index)
    {
        if (report.Video.Identity.Length != index.Source.Length)
        {
            throw new InvalidInputException(
                $"The run is of {report.Video.Uri}, which has {report.Video.Identity.Length} bytes, and the video has " +
                $"{index.Source.Length}. Calibrate with the video of the run.");
        }
        if (report.Reused > 0)
            throw new InvalidInputException("The run reused partial results, so its time is too short. Calibrate with another.");
        if (report.Options.EnumerateObject().FirstOrDefault(IsOther) is { Value.ValueKind: not JsonValueKind.Undefined } other)
        {
            throw new InvalidInputException(
                $"The run has the option {other.Name}. Calibrate with a run that analyzes all frames by default options.");
        }

        static bool IsOther(JsonProperty option) => !s_options.Contains(option.Name)
            && option.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False);
    }

    private static IReadOnlyList<DecodeLoad> Loads(RunReport report, VideoIndex index) => RangeLoads.Of(
        report.Ranges.Select(range => new FrameRange(range.Start, Math.Min(range.End, index.Frames!.Count))), index);
}
