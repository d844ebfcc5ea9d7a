using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Puts the frames that samples hold into presentation order.</summary>
internal static class PresentationOrder
{
    /// <param name="samples">The samples.</param>
    /// <param name="shown">The rows that hold a frame to be shown, ascending.</param>
    /// <param name="shift">Ticks from a sample's time stamp to its frame's.</param>
    /// <returns>The frames, or why decoders may see other ones, the end of a sentence.</returns>
    public static (FrameTable? Frames, string? Doubt) Of(SampleTable samples, IReadOnlyList<int> shown, long shift)
    {
        var pts = new long[shown.Count];
        var rows = shown.ToArray();
        var latest = long.MinValue;
        for (var i = 0; i < rows.Length; i++)
        {
            var time = samples.Pts[rows[i]];
            // Decoders output what precedes a random access point before it; time stamps that say otherwise are not what they go by.
            if (samples.IsKey[rows[i]] && time <= latest) return (null, "a key frame is shown before frames that are decoded before it");
            latest = Math.Max(latest, time);
            pts[i] = time + shift;
        }
        Array.Sort(pts, rows);
        for (var i = 1; i < pts.Length; i++)
            if (pts[i] == pts[i - 1]) return (null, "several of its samples have the same presentation time");
        // Pictures before the first key frame are decoded without what they refer to; decoders differ in showing them.
        return pts[0] - shift < samples.Pts[0]
            ? (null, "pictures are shown before its first key frame")
            : (new FrameTable { Sample = rows, Pts = pts }, null);
    }
}
