using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Cli.Estimates.Calibration;
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
    // Assumed: the requests to S3 of a step, and of Reduce for a partial, of which it sends 16 at the same time.
    private const double StepSeconds = 0.5;
    private const double ReduceRequest = 2.5e-3;

    // Measured (docs/benchmarks.md, "Index and plan" and "Partials").
    private const int BoxBytes = 29;
    private const double PlanPerSample = 0.3e-6;
    private const double ReducePerRange = 1.7e-3;
    private const double ReducePerAnalyzedPixel = 48e-9;
    private const double ReducePerSample = 5e-6;

    /// <summary>The bytes read from the video.</summary>
    public long BytesRead { get; init; }

    /// <summary>The memory of the workers and of Reduce in GB.</summary>
    public double WorkerGigabytes => Megabytes / 1024.0;

    /// <summary>Estimates the work.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="workers">The number of ranges decoded at the same time.</param>
    /// <param name="loads">What the worker of each range decodes.</param>
    /// <param name="worker">The worker.</param>
    /// <param name="factors">By how much measured runs differ from the model; null for not at all.</param>
    public static AwsWorkload Of(
        VideoIndex index, int workers, IReadOnlyList<DecodeLoad> loads, RemoteWorker worker, StepFactors? factors = null)
    {
        factors ??= StepFactors.None;
        var cost = DecodeCost.Of(index.Video);
        var samples = index.Samples.Count;
        // Of an MP4 file, only the boxes are read; everything else is read from start to end.
        var read = index.Video.Container == "mov" ? (long)samples * BoxBytes : index.Source.Length;
        var (width, height) = index.Video.Rotation is 90 or 270
            ? (index.Video.Height, index.Video.Width)
            : (index.Video.Width, index.Video.Height);
        var merge = ReduceRequest + ReducePerRange + (AnalysisSize.Of(width, height).Area * ReducePerAnalyzedPixel);
        return new AwsWorkload(
            (StepSeconds + read / RemoteWorker.BytesPerSecond) * factors.Index,
            (StepSeconds + samples * PlanPerSample) * factors.Plan,
            [.. loads.Select(load =>
                RemoteWorker.StartSeconds - AwsTimes.ColdStart + (worker.EstimateDecoding(cost, load) * factors.Decode))],
            (StepSeconds + loads.Count * merge + samples * ReducePerSample) * factors.Reduce,
            workers,
            worker.Megabytes)
        {
            BytesRead = read + loads.Sum(load => load.Bytes),
        };
    }
}
