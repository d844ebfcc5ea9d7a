using VideoPipeline.Analysis.Analyzers;
using VideoPipeline.Analysis.Matching;
using VideoPipeline.Results.Shots;
using Xunit;

namespace VideoPipeline.Tests.Analysis.Matching;

public sealed class CutScoreTests
{
    [Fact]
    public void Of_SameImage_IsZero() => Assert.Equal(0, Between(Picture.At(), Picture.At()));

    [Fact]
    public void Of_ShiftedImage_IsLow() => Assert.InRange(Between(Picture.At(), Picture.At(3.5, 1.5)), 0, Cuts.MinScore);

    [Fact]
    public void Of_CaptionAppears_IsLow() =>
        Assert.InRange(Between(Picture.At(), Picture.With(Picture.At(), 8, 28, 48, 6, 235)), 0, 0.1);

    [Theory]
    [InlineData(1)]
    [InlineData(0.2)]
    public void Of_OtherImage_IsHighAtAnyBrightness(double light) =>
        Assert.InRange(Between(Picture.At(light: light), Picture.At(light: light, seed: 2)), Cuts.MinClearScore, 2);

    [Fact]
    public void Of_NoiseOnUniformImage_IsLow()
    {
        var (previous, current) = (new byte[MatchImage.Length], new byte[MatchImage.Length]);
        for (var i = 0; i < MatchImage.Length; i += 4) current[i] = 1;
        Assert.InRange(Between(previous, current), 0, Cuts.MinScore);
    }

    private static double Between(byte[] previous, byte[] current) => BlockMotion.Between(previous, current).CutScore;
}
