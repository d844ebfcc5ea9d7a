using VideoPipeline.Video;

namespace VideoPipeline.Codecs;

/// <summary>How samples are presented in another order than they are decoded in.</summary>
internal static class Reordering
{
    /// <summary>Whether any is.</summary>
    public static bool IsReordered(SampleTable samples)
    {
        if (samples.IsReordered is { } known) return known;
        for (var row = 1; row < samples.Count; row++)
            if (samples.Pts[row] < samples.Pts[row - 1]) return true;
        return false;
    }

    /// <summary>
    /// Why frames do not come out in their turn, the end of a sentence: the stream announces less reordering than there is, so that ffmpeg
    /// outputs some in disorder or drops them. Null where they do.
    /// </summary>
    public static string? FindUnsplittableReason(FrameTable? frames, CodecSupport codec) =>
        frames is not null && codec.MaxReorderFrames is { } most && Displacement(frames) > most ? "its frames are reordered further than it says" : null;

    /// <summary>How many frames that are decoded before one are shown after it, at most.</summary>
    /// <param name="frames">Frames in presentation order.</param>
    private static int Displacement(FrameTable frames)
    {
        var places = Enumerable.Range(0, frames.Count).ToArray();
        Array.Sort(frames.Sample.ToArray(), places); // in decode order
        var latest = new int[places.Length];
        var most = 0;
        for (var at = 0; at < places.Length; at++)
        {
            var later = 0;
            for (var before = at - 1; before >= 0 && latest[before] > places[at]; before--)
                if (places[before] > places[at]) later++;
            latest[at] = at > 0 ? Math.Max(latest[at - 1], places[at]) : places[at];
            most = Math.Max(most, later);
        }
        return most;
    }
}
