using VideoPipeline.Planning;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>How a video would be cut, and what that would cost.</summary>
/// <param name="Workers">Ranges decoded at the same time.</param>
/// <param name="Ranges">How many ranges.</param>
/// <param name="Frames">Frames in all; null where only decoding can tell.</param>
/// <param name="FramesPerRange">Frames in each; null as frames are.</param>
/// <param name="BytesPerRange">Bytes of the samples that each must be given.</param>
/// <param name="Overhead">Samples decoded for more than one range, as a share of all: 0.02 is 2 %.</param>
/// <param name="WholeBecause">Why there is one range only; null where the video may be cut.</param>
/// <param name="Aws">What it would cost on AWS.</param>
internal sealed record PlanDescription(
    int Workers, int Ranges, long? Frames, Spread? FramesPerRange, Spread? BytesPerRange, double Overhead, string? WholeBecause,
    AwsCost Aws)
{
    /// <summary>Describes a plan.</summary>
    public static PlanDescription Of(Plan plan, VideoIndex index)
    {
        var all = new DecodeSpan(0, index.Samples.Count - 1);
        var spans = plan.Ranges.Select(range => range.End is { } end && index.Frames is { } frames
            ? DecodeSpan.For(index.Samples, frames, new FrameRange(range.Start, end))
            : all).ToList();
        var samples = spans.Sum(span => (long)span.Count);
        var needed = index.Frames is { } table ? DecodeSpan.For(index.Samples, table, new FrameRange(0, table.Count)).Count : all.Count;
        return new PlanDescription(
            plan.Workers,
            plan.Ranges.Count,
            plan.Frames,
            Spread.Of(plan.Ranges.Where(range => range.End is not null).Select(range => range.End!.Value - range.Start)),
            Spread.Of(spans.Select(span => Bytes(index.Samples, span))),
            needed == 0 ? 0 : (double)(samples - needed) / needed,
            plan.UnsplittableReason ?? (index.RequiresFullDownload ? "its server gives no byte ranges, so each worker would fetch the whole video" : null),
            AwsCost.Of(samples, index.Video.Width, index.Video.Height, plan.Ranges.Count));
    }

    private static long Bytes(SampleTable samples, DecodeSpan span)
    {
        var bytes = 0L;
        foreach (var size in samples.Size.Slice(span.First, span.Count)) bytes += size;
        return bytes;
    }
}
