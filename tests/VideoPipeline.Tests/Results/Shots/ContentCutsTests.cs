using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Results.Shots;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class ShotDetectorTests
{
    [Fact]
    public void Detect_NoFrames_GivesNoShots() => Assert.Empty(ShotDetector.Detect([], []));

    [Fact]
    public void Detect_CalmVideo_IsOneShot() => Assert.Equal([new Shot(0, 50)], Detect(50));

    [Fact]
    public void Detect_ScoreAtTheThreshold_IsACut() => Assert.Equal([new Shot(0, 20), new Shot(20, 50)], Detect(50, 20));

    [Fact]
    public void Detect_ScoreBelowTheThreshold_IsNone()
    {
        var scores = new double[50];
        scores[20] = Math.BitDecrement(ShotDetector.Threshold);
        Assert.Equal([new Shot(0, 50)], ShotDetector.Detect(scores, Frames(50)));
    }

    [Fact]
    public void Detect_ChangeBeforeTheMinimumLength_IsPassedOver() => Assert.Equal([new Shot(0, 50)], Detect(50, 14));

    [Fact]
    public void Detect_ChangeAtTheMinimumLength_IsACut() => Assert.Equal([new Shot(0, 15), new Shot(15, 50)], Detect(50, 15));

    [Fact]
    public void Detect_ChangesAtTheMinimumDistance_AreAllCuts() =>
        Assert.Equal([new Shot(0, 15), new Shot(15, 30), new Shot(30, 60)], Detect(60, 15, 30));

    [Fact]
    public void Detect_ShortFlash_MakesNoFurtherCut() => Assert.Equal([new Shot(0, 20), new Shot(20, 80)], Detect(80, 20, 23, 25));

    [Fact]
    public void Detect_LongFlicker_EndsInOneCutAtItsLastChange() =>
        Assert.Equal([new Shot(0, 20), new Shot(20, 45), new Shot(45, 80)], Detect(80, 20, 25, 30, 35, 40, 45));

    [Fact]
    public void Detect_FlickerUpToTheEnd_MakesNoFurtherCut() =>
        Assert.Equal([new Shot(0, 20), new Shot(20, 59)], Detect(59, 20, 25, 30, 35, 40, 45));

    [Fact]
    public void Detect_SparseRows_CountsLengthsInFrames()
    {
        var scores = new double[10];
        scores[2] = 100;
        long[] everyTenth = [.. Frames(10).Select(row => row * 10)];
        Assert.Equal([new Shot(0, 2), new Shot(2, 10)], ShotDetector.Detect(scores, everyTenth));
    }

    [Fact]
    public void Detect_AnyScores_CoversAllRowsWithoutGapOrOverlap()
    {
        var scores = Gen.ArrayOf(Gen.Frequency((9, Gen.Constant(1.0)), (1, Gen.Constant(80.0)))).ToArbitrary();
        Prop.ForAll(scores, values =>
        {
            var shots = ShotDetector.Detect(values, Frames(values.Length));
            return shots.SelectMany(shot => Enumerable.Range(shot.Start, shot.Length)).SequenceEqual(Enumerable.Range(0, values.Length));
        }).Check(Config.QuickThrowOnFailure.WithEndSize(300));
    }

    private static IReadOnlyList<Shot> Detect(int length, params int[] changes)
    {
        var scores = new double[length];
        foreach (var frame in changes) scores[frame] = ShotDetector.Threshold;
        return ShotDetector.Detect(scores, Frames(length));
    }

    private static long[] Frames(int count) => [.. Enumerable.Range(0, count).Select(frame => (long)frame)];
}
