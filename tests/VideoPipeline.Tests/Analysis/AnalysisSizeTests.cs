using VideoPipeline.Analysis.Resizing;
using Xunit;

namespace VideoPipeline.Tests.Analysis;

public class AnalysisSizeTests
{
    [Theory]
    [InlineData(854, 480, 144)]
    [InlineData(1920, 1080, 144)]
    [InlineData(1920, 1038, 138)]
    [InlineData(1080, 1920, 456)]
    [InlineData(320, 240, 192)]
    [InlineData(256, 3, 4)]
    [InlineData(256, 1, 2)]
    [InlineData(8192, 1, 2)]
    [InlineData(1, 1, 256)]
    [InlineData(1, 5000, 2048)]
    public void Of_Size_ReturnsNearestEvenHeightWithinLimits(int width, int height, int expected) =>
        Assert.Equal(new AnalysisSize(256, expected), AnalysisSize.Of(width, height));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, -1)]
    public void Of_SizeNotPositive_Throws(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AnalysisSize.Of(width, height));
}
