using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>Where a video may be cut: in front of which frames decoding can begin afresh.</summary>
public static class SafeCuts
{
    /// <summary>
    /// Numbers of the frames in front of which the index allows a cut, ascending, always beginning with 0: frames whose sample
    /// is a sync sample that precedes, in decode order, the samples of all later frames. Pictures that lead a sync sample
    /// (decoded after it, shown before it, as in an open GOP) so belong to the range before.
    /// </summary>
    public static int[] Find(SampleTable samples, FrameTable frames)
    {
        var cuts = new List<int>();
        var earliest = int.MaxValue;
        for (var frame = frames.Count - 1; frame > 0; frame--)
        {
            var sample = frames.Sample[frame];
            if (sample < earliest && samples.IsKey[sample]) cuts.Add(frame);
            earliest = Math.Min(earliest, sample);
        }
        if (frames.Count > 0) cuts.Add(0);
        cuts.Reverse();
        return [.. cuts];
    }
}
