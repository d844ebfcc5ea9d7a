using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Shots;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class FadesTests
{
    [Fact]
    public void Add_NoUniformFrames_KeepsCuts() =>
        Assert.Equal([(10, ShotTransition.Cut)], Add([10], Full(30)));

    [Fact]
    public void Add_FadeOutAndIn_IsOneFadeInMiddle() =>
        Assert.Equal([(32, ShotTransition.Fade)], Add([], [.. Full(20), .. Out(10), .. Plain(5), .. In(10), .. Full(20)]));

    [Fact]
    public void Add_FadeOutAndInWithLongBlack_MakesBlackAShot() =>
        Assert.Equal(
            [(30, ShotTransition.Fade), (50, ShotTransition.Fade)],
            Add([], [.. Full(20), .. Out(10), .. Plain(20), .. In(10), .. Full(20)]));

    [Fact]
    public void Add_FadeOutThenCut_IsFadeAtCut() =>
        Assert.Equal([(35, ShotTransition.Fade)], Add([35], [.. Full(20), .. Out(10), .. Plain(5), .. Full(20)]));

    [Fact]
    public void Add_CutToBlackThenFadeIn_IsFadeAtCut() =>
        Assert.Equal([(20, ShotTransition.Fade)], Add([20], [.. Full(20), .. Plain(5), .. In(10), .. Full(20)]));

    [Fact]
    public void Add_ShortBlackBetweenCuts_IsOneCut() =>
        Assert.Equal([(25, ShotTransition.Cut)], Add([20, 25], [.. Full(20), .. Plain(5), .. Full(20)]));

    [Fact]
    public void Add_LongBlackBetweenCuts_IsShot() =>
        Assert.Equal(
            [(20, ShotTransition.Cut), (40, ShotTransition.Cut)], Add([20, 40], [.. Full(20), .. Plain(20), .. Full(20)]));

    [Fact]
    public void Add_CutsWithinFade_AreRemoved() =>
        Assert.Equal(
            [(32, ShotTransition.Fade)], Add([28, 30, 35, 36], [.. Full(20), .. Out(10), .. Plain(5), .. In(10), .. Full(20)]));

    [Fact]
    public void Add_FadeInAtStartAndOutAtEnd_AddsNoShots() =>
        Assert.Empty(Add([], [.. Plain(5), .. In(10), .. Full(20), .. Out(10), .. Plain(5)]));

    [Fact]
    public void Add_FadeOutToLongBlack_IsFadeAtFullBlack() =>
        Assert.Equal([(30, ShotTransition.Fade)], Add([], [.. Full(20), .. Out(9), 2.5, .. Plain(20)]));

    [Fact]
    public void Add_LowContrastImage_IsNoFade() =>
        Assert.Empty(Add([], [.. Enumerable.Repeat(5.0, 20), .. Enumerable.Repeat(3.8, 5), .. Enumerable.Repeat(5.0, 20)]));

    private static (int, ShotTransition)[] Add(int[] cuts, double[] deviation)
    {
        var columns = ExampleRun.StaticShot(deviation.Length) with { LumaStd = deviation };
        var starts = Fades.Add(cuts, columns, new Timeline(columns.Pts, ExampleRun.Video.TimeBase));
        return [.. starts.Select(pair => (pair.Key, pair.Value))];
    }

    private static double[] Full(int rows) => [.. Enumerable.Repeat(50.0, rows)];

    private static double[] Plain(int rows) => new double[rows];

    private static double[] In(int rows) => [.. Enumerable.Range(1, rows).Select(row => 4 + (46.0 * row / (rows + 1)))];

    private static double[] Out(int rows) => [.. In(rows).Reverse()];
}
