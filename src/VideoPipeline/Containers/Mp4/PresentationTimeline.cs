using VideoPipeline.Containers.Common;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>The samples that ffmpeg decodes and the frames that it outputs, or the reason why they are not known.</summary>
/// <param name="Samples">The decoded samples; a sequential decode starts at row 0.</param>
/// <param name="Frames">The frames in presentation order; null if <paramref name="UnprovenReason"/> is set.</param>
/// <param name="UnprovenReason">The reason, as the end of a sentence; null if the frames are known.</param>
internal sealed record PresentationTimeline(SampleTable Samples, FrameTable? Frames, string? UnprovenReason)
{
    /// <summary>
    /// Applies the edit list as ffmpeg does (libavformat/mov.c, <c>mov_fix_index</c>): decoding starts at the last key frame
    /// before the edit, and decoded frames outside the edit are discarded.
    /// </summary>
    public static PresentationTimeline Compute(SampleTableBuilder rows, EditList editList)
    {
        if (rows.UnprovenReason is { } unproven) return Unproven(rows, unproven);
        if (rows.Count == 0) return Unproven(rows, "it has no samples");
        var (first, end, unknownRange) = editList.FindDecodedRange(rows);
        if (unknownRange is not null) return Unproven(rows, unknownRange);
        var samples = rows.Build(first, end);
        if (!samples.IsKey[0]) return Unproven(rows, "its first sample is not a key frame");
        if (samples.Size.Contains(0)) return Unproven(rows, "it has empty samples");
        var shown = editList.FindPresentedRows(rows, first, end);
        if (shown.Count == 0) return Unproven(rows, "its edit list presents none of its samples");
        var shift = editList.ComputeShift(rows, first, shown);
        var (frames, unknownOrder) = PresentationOrder.SortFrames(samples, shown, shift);
        return unknownOrder is null ? new PresentationTimeline(samples, frames, null) : Unproven(rows, unknownOrder);
    }

    private static PresentationTimeline Unproven(SampleTableBuilder rows, string reason) =>
        new(rows.Build(0, rows.Count), null, reason);
}
