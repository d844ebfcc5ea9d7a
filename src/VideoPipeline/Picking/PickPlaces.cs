using VideoPipeline.Planning;

namespace VideoPipeline.Picking;

/// <summary>Tells the place of picked frames among all picked ones, for numbers that ascend.</summary>
/// <param name="picked">Ascending, disjoint ranges.</param>
/// <param name="before">How many frames are picked before them.</param>
internal sealed class PickPlaces(IReadOnlyList<FrameRange> picked, long before)
{
    private int _at;
    private long _passed = before;

    /// <summary>The place of a picked frame that is not before the one asked for last.</summary>
    public long Of(long number)
    {
        for (; picked[_at].End <= number; _at++) _passed += picked[_at].Count;
        return _passed + number - picked[_at].Start;
    }
}
