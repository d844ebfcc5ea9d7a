using VideoPipeline.Planning;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>How a video would be split into ranges, and the cost; printed as text or JSON.</summary>
/// <param name="Workers">The number of ranges decoded in parallel.</param>
/// <param name="Ranges">The number of ranges.</param>
/// <param name="Frames">The number of frames; null if it is unknown before decoding.</param>
/// <param name="FramesPerRange">The frames per range; null if the number of frames is unknown.</param>
/// <param name="BytesPerRange">The bytes of the samples that each range needs.</param>
/// <param name="Overhead">The samples decoded more than once, as a fraction of all samples: 0.02 is 2 %.</param>
/// <param name="UnsplittableReason">Why there is only one range; null if the video can be split.</param>
/// <param name="Aws">The approximate cost on AWS.</param>
internal sealed record PlanDescription(
    int Workers, int Ranges, long? Frames, Distribution? FramesPerRange, Distribution? BytesPerRange, double Overhead,
    string? UnsplittableReason, AwsCost Aws)
{
    /// <summary>Describes a plan.</summary>
    public static PlanDescription Of(Plan plan, VideoIndex index)
    {
        var all = new DecodeSpan(0, index.Samples.Count - 1);
        var spans = plan.Ranges.Select(range => range.End is { } end && index.Frames is { } frames
            ? DecodeSpan.For(index.Samples, frames, new FrameRange(range.Start, end))
            : all).ToList();
        var samples = spans.Sum(span => (long)span.Count);
        var needed = index.Frames is { } table
            ? DecodeSpan.For(index.Samples, table, new FrameRange(0, table.Count)).Count
            : all.Count;
        return new PlanDescription(
            plan.Workers,
            plan.Ranges.Count,
            plan.Frames,
            Distribution.Compute(
                plan.Ranges.Where(range => range.End is not null).Select(range => range.End!.Value - range.Start)),
            Distribution.Compute(spans.Select(span => Bytes(index.Samples, span))),
            needed == 0 ? 0 : (double)(samples - needed) / needed,
            plan.UnsplittableReason ?? (index.RequiresFullDownload
                ? "its server does not support range requests, so each worker would download the whole video"
                : null),
            AwsCost.Estimate(samples, index.Video.Width, index.Video.Height, plan.Ranges.Count));
    }

    private static long Bytes(SampleTable samples, DecodeSpan span)
    {
        var bytes = 0L;
        foreach (var size in samples.Size.Slice(span.First, span.Count)) bytes += size;
        return bytes;
    }
}
