using VideoPipeline.Indexing;

namespace VideoPipeline.Containers.Codecs;

/// <summary>Whether samples are presented in another order than they are decoded in.</summary>
internal static class Reordering
{
    public static bool Of(SampleTable samples)
    {
        if (samples.IsReordered is { } known) return known;
        for (var row = 1; row < samples.Count; row++)
            if (samples.Pts[row] < samples.Pts[row - 1]) return true;
        return false;
    }
}
