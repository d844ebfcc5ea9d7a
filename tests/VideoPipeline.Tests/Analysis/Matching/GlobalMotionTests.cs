using VideoPipeline.Analysis.Analyzers;
using VideoPipeline.Analysis.Matching;
using Xunit;

namespace VideoPipeline.Tests.Analysis.Matching;

public sealed class GlobalMotionTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0.2, 0, 1)]
    [InlineData(-1.5, 0.5, 1)]
    [InlineData(4, -3, 1)]
    [InlineData(0, 0, 1.01)]
    [InlineData(0, 0, 0.97)]
    [InlineData(1, 1, 1.03)]
    public void Of_MovedView_ReturnsMotion(double x, double y, double zoom)
    {
        var motion = Between(Picture.At(), Picture.At(x, y, zoom));
        Assert.Equal(x / 64, motion.PanX, tolerance: 0.003);
        Assert.Equal(y / 36, motion.PanY, tolerance: 0.005);
        Assert.Equal(zoom - 1, motion.Zoom, tolerance: 0.004);
        Assert.InRange(motion.Agreement, 0.6, 1);
    }

    [Fact]
    public void Of_MovingObjectInStaticView_ReturnsNoMotion()
    {
        var view = Picture.At();
        var motion = Between(Picture.With(view, 10, 8, 18, 16, 220), Picture.With(view, 14, 8, 18, 16, 220));
        Assert.Equal((0, 0), (Math.Round(motion.PanX, 2), Math.Round(motion.PanY, 2)));
        Assert.InRange(motion.Agreement, 0.6, 1);
    }

    [Fact]
    public void Of_OtherImage_HasLowAgreement() => Assert.InRange(Between(Picture.At(), Picture.At(seed: 2)).Agreement, 0, 0.4);

    [Fact]
    public void Of_UniformImage_ReturnsDefault() =>
        Assert.Equal(default, Between(new byte[MatchImage.Length], new byte[MatchImage.Length]));

    private static GlobalMotion Between(byte[] previous, byte[] current) => BlockMotion.Between(previous, current).Motion;
}
