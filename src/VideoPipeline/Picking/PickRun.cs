using VideoPipeline.Planning;

namespace VideoPipeline.Picking;

/// <summary>Picked frames that one decoder gives: it decodes <see cref="Span"/>, of which <see cref="Picked"/> is wanted.</summary>
/// <param name="Span">From the first to the last picked frame.</param>
/// <param name="Picked">The picked ranges, ascending.</param>
internal sealed record PickRun(FrameRange Span, IReadOnlyList<FrameRange> Picked)
{
    /// <summary>Frames that decode in the time in which another decoder starts.</summary>
    private const int WorthAStart = 100;

    /// <summary>
    /// Groups picked ranges: one decoder goes on to the next range where starting at that range's GOP would save it less than
    /// another start costs.
    /// </summary>
    /// <param name="picked">The picked ranges, ascending and disjoint.</param>
    /// <param name="cuts">In front of which frames decoding can begin (<see cref="SafeCuts"/>), beginning with 0.</param>
    public static IReadOnlyList<PickRun> Group(IReadOnlyList<FrameRange> picked, int[] cuts)
    {
        var runs = new List<List<FrameRange>>();
        foreach (var range in picked)
        {
            if (runs.Count > 0 && CutBefore(cuts, range.Start) - runs[^1][^1].End < WorthAStart) runs[^1].Add(range);
            else runs.Add([range]);
        }
        return [.. runs.Select(run => new PickRun(new FrameRange(run[0].Start, run[^1].End), run))];
    }

    private static int CutBefore(int[] cuts, long frame)
    {
        var at = Array.BinarySearch(cuts, (int)frame);
        return cuts[at >= 0 ? at : ~at - 1];
    }
}
