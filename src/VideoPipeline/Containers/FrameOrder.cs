using VideoPipeline.Indexing;

namespace VideoPipeline.Containers;

/// <summary>Puts the frames that samples hold into presentation order.</summary>
internal static class FrameOrder
{
    /// <param name="samples">The samples.</param>
    /// <param name="shown">The rows that hold a frame to be shown.</param>
    /// <param name="shift">Ticks from a sample's time stamp to its frame's.</param>
    /// <returns>Null where two frames have the same time.</returns>
    public static FrameTable? Of(SampleTable samples, IReadOnlyCollection<int> shown, long shift)
    {
        var pts = new long[shown.Count];
        var rows = shown.ToArray();
        for (var i = 0; i < rows.Length; i++) pts[i] = samples.Pts[rows[i]] + shift;
        Array.Sort(pts, rows);
        for (var i = 1; i < pts.Length; i++)
            if (pts[i] == pts[i - 1]) return null;
        return new FrameTable { Sample = rows, Pts = pts };
    }
}
