using VideoPipeline.Video;

namespace VideoPipeline.Codecs;

/// <summary>Determines how the presentation order of samples differs from their decode order.</summary>
internal static class Reordering
{
    /// <summary>Whether any sample is presented out of decode order.</summary>
    public static bool IsReordered(SampleTable samples)
    {
        if (samples.IsReordered is { } isReordered) return isReordered;
        for (var row = 1; row < samples.Count; row++)
            if (samples.Pts[row] < samples.Pts[row - 1]) return true;
        return false;
    }

    /// <summary>
    /// Why ffmpeg outputs frames out of order, as the end of a sentence: the stream announces less reordering than there is, so
    /// that ffmpeg outputs some frames too early or drops them. Null where it outputs them in order.
    /// </summary>
    public static string? FindUnsplittableReason(FrameTable? frames, CodecSupport codec) =>
        frames is not null && codec.MaxReorderFrames is { } max && MaxDisplacement(frames) > max
            ? "its frames are reordered by more positions than its headers allow"
            : null;

    /// <summary>The maximum number of frames that are decoded before a frame and presented after it.</summary>
    /// <param name="frames">Frames in presentation order.</param>
    private static int MaxDisplacement(FrameTable frames)
    {
        var positions = Enumerable.Range(0, frames.Count).ToArray();
        Array.Sort(frames.Sample.ToArray(), positions); // in decode order
        var latest = new int[positions.Length];
        var max = 0;
        for (var row = 0; row < positions.Length; row++)
        {
            var later = 0;
            for (var before = row - 1; before >= 0 && latest[before] > positions[row]; before--)
                if (positions[before] > positions[row]) later++;
            latest[row] = row > 0 ? Math.Max(latest[row - 1], positions[row]) : positions[row];
            max = Math.Max(max, later);
        }
        return max;
    }
}
