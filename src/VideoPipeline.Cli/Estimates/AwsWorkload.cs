using VideoPipeline.Planning;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Estimates;

/// <summary>
/// The work of an execution on AWS without still analyzers: the seconds of each invocation, without cold starts.
/// </summary>
/// <param name="Index">The seconds of Index.</param>
/// <param name="Plan">The seconds of Plan.</param>
/// <param name="Ranges">The seconds of Decode for each range.</param>
/// <param name="Reduce">The seconds of Reduce.</param>
/// <param name="Workers">The number of ranges decoded at the same time.</param>
/// <param name="Megabytes">The memory of the workers in MB.</param>
internal sealed record AwsWorkload(
    double Index, double Plan, IReadOnlyList<double> Ranges, double Reduce, int Workers, int Megabytes)
{
    // Measured (docs/benchmarks.md, "Index and plan"), but for the first and the last two, which are assumed: requests to S3, and
    // 10,000 partials in 120 s.
    private const double StepSeconds = 0.5;
    private const double BoxBytes = 29;
    private const double PlanPerSample = 0.3e-6;
    private const double ReducePerRange = 12e-3;
    private const double ReducePerSample = 5e-6;

    /// <summary>The memory of Index and Plan in GB.</summary>
    public const double SmallGigabytes = 1769 / 1024.0;

    /// <summary>The memory of the workers and of Reduce in GB.</summary>
    public double WorkerGigabytes => Megabytes / 1024.0;

    /// <summary>Estimates the work.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="workers">The number of ranges decoded at the same time.</param>
    /// <param name="loads">What the worker of each range decodes.</param>
    /// <param name="worker">The worker.</param>
    public static AwsWorkload Of(VideoIndex index, int workers, IReadOnlyList<DecodeLoad> loads, RemoteWorker worker)
    {
        var cost = DecodeCost.Of(index.Video);
        var samples = index.Samples.Count;
        // Of an MP4 file, only the boxes are read; everything else is read from start to end.
        var read = index.Video.Container == "mov" ? samples * BoxBytes : index.Source.Length;
        return new AwsWorkload(
            StepSeconds + read / RemoteWorker.BytesPerSecond,
            StepSeconds + samples * PlanPerSample,
            [.. loads.Select(load => worker.Estimate(cost, load) - AwsTimes.ColdStart)],
            StepSeconds + loads.Count * ReducePerRange + samples * ReducePerSample,
            workers,
            worker.Megabytes);
    }

}
