using VideoPipeline.Containers.Common;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Which samples a decoder is fed and which frames come out, or why that cannot be told.</summary>
/// <param name="Samples">The samples from the first that is decoded on; row 0 is where a sequential decode begins.</param>
/// <param name="Frames">Null where <paramref name="UnprovenReason"/> says why.</param>
/// <param name="UnprovenReason">A reason, as the end of a sentence.</param>
internal sealed record PresentationTimeline(SampleTable Samples, FrameTable? Frames, string? UnprovenReason)
{
    /// <summary>
    /// Applies the edit list as ffmpeg does (libavformat/mov.c, <c>mov_fix_index</c>): samples before the key frame that the
    /// edit needs are not decoded, those outside the edit are decoded and not shown.
    /// </summary>
    public static PresentationTimeline Of(SampleTableBuilder rows, EditList edited)
    {
        if (rows.UnprovenReason is { } doubt) return Unknown(rows, doubt);
        if (rows.Count == 0) return Unknown(rows, "it has no samples");
        var (first, end, why) = edited.Decoded(rows);
        if (why is not null) return Unknown(rows, why);
        var samples = rows.Build(first, end);
        if (!samples.IsKey[0]) return Unknown(rows, "its first sample is no key frame");
        if (samples.Size.Contains(0)) return Unknown(rows, "it has samples without bytes");
        var shown = edited.Shown(rows, first, end);
        if (shown.Count == 0) return Unknown(rows, "its edit list shows none of its samples");
        var shift = edited.Shift(rows, first, shown);
        var (frames, contradiction) = PresentationOrder.Of(samples, shown, shift);
        return contradiction is null ? new PresentationTimeline(samples, frames, null) : Unknown(rows, contradiction);
    }

    private static PresentationTimeline Unknown(SampleTableBuilder rows, string why) => new(rows.Build(0, rows.Count), null, why);
}
