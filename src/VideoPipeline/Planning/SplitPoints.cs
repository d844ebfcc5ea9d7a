using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>Finds the split points of a video: the frames at which a range can start.</summary>
internal static class SplitPoints
{
    /// <summary>
    /// The numbers of the frames at which the index allows a split, ascending, starting with 0: frames whose sample is a sync
    /// sample that precedes the samples of all later frames in decode order. Leading pictures of a sync sample (decoded after it
    /// and presented before it, as in an open GOP) therefore belong to the previous range.
    /// </summary>
    public static int[] Find(SampleTable samples, FrameTable frames)
    {
        var points = new List<int>();
        var earliest = int.MaxValue;
        for (var frame = frames.Count - 1; frame > 0; frame--)
        {
            var sample = frames.Sample[frame];
            if (sample < earliest && samples.IsKey[sample]) points.Add(frame);
            earliest = Math.Min(earliest, sample);
        }
        if (frames.Count > 0) points.Add(0);
        points.Reverse();
        return [.. points];
    }

    /// <summary>
    /// The split point after <paramref name="start"/> that is nearest to <paramref name="target"/>; <paramref name="end"/>, the
    /// end of the range or of the video, counts as one.
    /// </summary>
    public static int FindNearest(int[] points, int start, int target, int end)
    {
        var at = Array.BinarySearch(points, target);
        if (at >= 0) return target;
        var after = ~at < points.Length ? points[~at] : end;
        var before = points[~at - 1]; // exists, because the first split point is 0
        return before > start && target - before < after - target ? before : after;
    }
}
