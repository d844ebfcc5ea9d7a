using VideoPipeline.Results.Shots;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class ContentCutsTests
{
    [Fact]
    public void Find_NoFrames_ReturnsEmpty() => Assert.Empty(ContentCuts.Find([], []));

    [Fact]
    public void Find_NoChanges_ReturnsEmpty() => Assert.Empty(Find(50));

    [Fact]
    public void Find_ScoreAtThreshold_IsCut() => Assert.Equal([20], Find(50, 20));

    [Fact]
    public void Find_ScoreBelowThreshold_IsNoCut()
    {
        var scores = new double[50];
        scores[20] = Math.BitDecrement(ContentCuts.Threshold);
        Assert.Empty(ContentCuts.Find(scores, Frames(50)));
    }

    [Fact]
    public void Find_ChangeBeforeMinimumLength_IsIgnored() => Assert.Empty(Find(50, 14));

    [Fact]
    public void Find_ChangeAtMinimumLength_IsCut() => Assert.Equal([15], Find(50, 15));

    [Fact]
    public void Find_ChangesAtMinimumDistance_AreAllCuts() => Assert.Equal([15, 30], Find(60, 15, 30));

    [Fact]
    public void Find_ShortFlash_AddsNoCut() => Assert.Equal([20], Find(80, 20, 23, 25));

    [Fact]
    public void Find_LongFlicker_AddsCutAtLastChange() => Assert.Equal([20, 45], Find(80, 20, 25, 30, 35, 40, 45));

    [Fact]
    public void Find_FlickerUpToEnd_AddsNoCut() => Assert.Equal([20], Find(59, 20, 25, 30, 35, 40, 45));

    [Fact]
    public void Find_SparseRows_CountsLengthsInFrames()
    {
        var scores = new double[10];
        scores[2] = 100;
        long[] everyTenth = [.. Frames(10).Select(row => row * 10)];
        Assert.Equal([2], ContentCuts.Find(scores, everyTenth));
    }

    private static IReadOnlyList<int> Find(int length, params int[] changes)
    {
        var scores = new double[length];
        foreach (var frame in changes) scores[frame] = ContentCuts.Threshold;
        return ContentCuts.Find(scores, Frames(length));
    }

    private static long[] Frames(int count) => [.. Enumerable.Range(0, count).Select(frame => (long)frame)];
}
