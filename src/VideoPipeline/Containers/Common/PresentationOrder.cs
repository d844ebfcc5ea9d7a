using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Sorts the frames of a sample table into presentation order.</summary>
internal static class PresentationOrder
{
    /// <param name="samples">The samples.</param>
    /// <param name="shown">The rows whose frame is presented, ascending.</param>
    /// <param name="shift">The time stamp offset, in ticks, that is added to a sample's PTS to give its frame's PTS.</param>
    /// <returns>The frames, or the reason why a decoder may output different frames, as the end of a sentence.</returns>
    public static (FrameTable? Frames, string? UnprovenReason) SortFrames(
        SampleTable samples, IReadOnlyList<int> shown, long shift)
    {
        var pts = new long[shown.Count];
        var rows = shown.ToArray();
        var latest = long.MinValue;
        for (var i = 0; i < rows.Length; i++)
        {
            var time = samples.Pts[rows[i]];
            // A decoder outputs every frame that precedes a random access point before it, regardless of the time stamps.
            if (samples.IsKey[rows[i]] && time <= latest)
                return (null, "a key frame has an earlier presentation time than a frame decoded before it");
            latest = Math.Max(latest, time);
            pts[i] = time + shift;
        }
        Array.Sort(pts, rows);
        for (var i = 1; i < pts.Length; i++)
            if (pts[i] == pts[i - 1]) return (null, "several of its samples have the same presentation time");
        // The reference frames of leading frames before the first key frame are missing, and decoders differ in whether they
        // output them.
        return pts[0] - shift < samples.Pts[0]
            ? (null, "frames are presented before its first key frame")
            : (new FrameTable { Sample = rows, Pts = pts }, null);
    }
}
