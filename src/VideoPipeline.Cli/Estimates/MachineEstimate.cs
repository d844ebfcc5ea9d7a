using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Planning;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Estimates;

/// <summary>How long <c>run</c> takes on one machine.</summary>
/// <param name="Seconds">The seconds from the start of the command to its end.</param>
/// <param name="StartSeconds">Those in no step: the start of the command and of the first function, and the end.</param>
/// <param name="IndexSeconds">Those of Index.</param>
/// <param name="PlanSeconds">Those of Plan.</param>
/// <param name="DecodeSeconds">Those of Decode, all workers in parallel.</param>
/// <param name="ReduceSeconds">Those of Reduce.</param>
/// <param name="Processors">The processors of the machine.</param>
/// <param name="CalibrationRuns">The measured runs by which the estimate is corrected.</param>
internal sealed record MachineEstimate(
    double Seconds, double StartSeconds, double IndexSeconds, double PlanSeconds, double DecodeSeconds, double ReduceSeconds,
    int Processors, int CalibrationRuns)
{
    // Of the machine of docs/benchmarks.md, until a run is measured.
    private const double CommandStart = 0.5;
    private const double StepSeconds = 0.05;
    private const double RangeStart = 0.2;
    private const double IndexBytesPerSecond = 500e6;
    private const double IndexPerSample = 2e-6;
    private const double PlanPerSample = 0.3e-6;
    private const double ReduceSecondsAlways = 0.3;
    private const double ReducePerSample = 10e-6;

    /// <summary>Estimates a run.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="loads">What the worker of each range decodes.</param>
    /// <param name="workers">The number of ranges decoded at the same time.</param>
    /// <param name="processors">The processors of the machine.</param>
    /// <param name="factors">By how much measured runs differ from the model.</param>
    public static MachineEstimate Of(
        VideoIndex index, IReadOnlyList<DecodeLoad> loads, int workers, int processors, StepFactors factors)
    {
        var steps = factors.Apply(Model(index, loads, workers, processors));
        return new MachineEstimate(
            steps.Total, steps.Start, steps.Index, steps.Plan, steps.Decode, steps.Reduce, processors, factors.Runs);
    }

    /// <summary>The seconds of the steps, without calibration.</summary>
    /// <inheritdoc cref="Of"/>
    public static StepTimes Model(VideoIndex index, IReadOnlyList<DecodeLoad> loads, int workers, int processors)
    {
        var cost = DecodeCost.Of(index.Video);
        var concurrent = Math.Min(workers, loads.Count);
        var share = (double)processors / concurrent;
        // ffmpeg uses all processors of a worker, the analysis one.
        var ranges = loads.Select(load =>
            RangeStart + Math.Max(cost.Of(load) / share, cost.PerFrame * load.Frames / Math.Min(1, share)));
        var samples = index.Samples.Count;
        var indexed = index.Video.Container == "mov" ? 0 : index.Source.Length;
        return new StepTimes(
            CommandStart,
            StepSeconds + (samples * IndexPerSample) + (indexed / IndexBytesPerSecond),
            StepSeconds + (samples * PlanPerSample),
            WorkerSchedule.Makespan(ranges, concurrent, static _ => 0),
            ReduceSecondsAlways + (samples * ReducePerSample));
    }
}
