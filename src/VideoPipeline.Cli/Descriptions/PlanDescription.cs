using VideoPipeline.Cli.Estimates;
using VideoPipeline.Planning;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>How a video would be split into ranges, and what that takes on AWS; printed as text or JSON.</summary>
/// <param name="Workers">The number of ranges decoded in parallel.</param>
/// <param name="Ranges">The number of ranges.</param>
/// <param name="Frames">The number of frames; null if it is unknown before decoding.</param>
/// <param name="FramesPerRange">The frames per range; null if the number of frames is unknown.</param>
/// <param name="BytesPerRange">The bytes of the samples that each range needs.</param>
/// <param name="Overhead">The samples decoded more than once, as a fraction of all samples: 0.02 is 2 %.</param>
/// <param name="UnsplittableReason">Why there is only one range; null if the video can be split.</param>
/// <param name="WorkerMegabytes">The memory in MB of the workers on AWS.</param>
/// <param name="Aws">What the ranges take on AWS.</param>
internal sealed record PlanDescription(
    int Workers, int Ranges, long? Frames, Distribution? FramesPerRange, Distribution? BytesPerRange, double Overhead,
    string? UnsplittableReason, int WorkerMegabytes, AwsEstimate Aws)
{
    /// <summary>Describes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">The video's index.</param>
    /// <param name="worker">The worker on AWS.</param>
    public static PlanDescription Of(Plan plan, VideoIndex index, RemoteWorker worker)
    {
        IReadOnlyList<DecodeLoad> loads = plan.Ranges[0].End is null || index.Frames is not { } table
            ? [DecodeLoad.OfWhole(index, selected: null)]
            : [.. plan.Ranges.Select(range =>
                DecodeLoad.Of(index.Samples, table, new FrameRange(range.Start, range.End!.Value)))];
        var needed = index.Frames is { } all
            ? DecodeSpan.For(index.Samples, all, new FrameRange(0, all.Count)).Count
            : index.Samples.Count;
        return new PlanDescription(
            plan.Workers,
            plan.Ranges.Count,
            plan.Frames,
            Distribution.Compute(
                plan.Ranges.Where(range => range.End is not null).Select(range => range.End!.Value - range.Start)),
            Distribution.Compute(loads.Select(load => load.Bytes)),
            needed == 0 ? 0 : (double)(loads.Sum(load => load.Samples) - needed) / needed,
            plan.UnsplittableReason ?? (index.RequiresFullDownload
                ? "its server does not support range requests, so each worker would download the whole video"
                : null),
            worker.Megabytes,
            AwsEstimate.Of(AwsWorkload.Of(index, plan.Workers, loads, worker)));
    }
}
