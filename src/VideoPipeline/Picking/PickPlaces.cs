using VideoPipeline.Planning;

namespace VideoPipeline.Picking;

/// <summary>Tells the place of picked frames among all picked ones, for numbers that ascend.</summary>
/// <param name="picked">Ascending, disjoint ranges.</param>
/// <param name="before">How many frames are picked before them.</param>
internal sealed class PickPlaces(IReadOnlyList<FrameRange> picked, long before)
{
    private int at;
    private long passed = before;

    /// <summary>The place of a picked frame that is not before the one asked for last.</summary>
    public long Of(long number)
    {
        for (; picked[at].End <= number; at++) passed += picked[at].Count;
        return passed + number - picked[at].Start;
    }
}
