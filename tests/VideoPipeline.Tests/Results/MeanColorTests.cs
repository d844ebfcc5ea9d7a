using VideoPipeline.Results;
using VideoPipeline.Results.Shots;
using Xunit;

namespace VideoPipeline.Tests.Results;

public sealed class MeanColorTests
{
    [Theory]
    [InlineData(16, 128, 128, "#000000")]
    [InlineData(235, 128, 128, "#ffffff")]
    [InlineData(81, 90, 240, "#fe0000")] // red bars as 8-bit samples
    [InlineData(41, 240, 110, "#0000ff")]
    public void Of_UniformFrame_ReturnsItsColor(ulong y, ulong u, ulong v, string color) =>
        Assert.Equal(color, MeanColor.Compute(new Shot(0, 1, ShotTransition.Start), [y * 15, u * 6, v * 6], 5, 3));

    [Fact]
    public void Of_SeveralRows_ReturnsMean() =>
        Assert.Equal(
            "#808080",
            MeanColor.Compute(new Shot(1, 3, ShotTransition.Cut), [0, 0, 0, 16, 128, 128, 235, 128, 128, 0, 0, 0], 1, 1));
}
