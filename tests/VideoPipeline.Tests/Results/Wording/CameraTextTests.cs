using VideoPipeline.Results.Files;
using VideoPipeline.Results.Wording;
using Xunit;

namespace VideoPipeline.Tests.Results.Wording;

public sealed class CameraTextTests
{
    [Theory]
    [InlineData("still", 0, 0, 1, "still")]
    [InlineData("pan", -0.3, 0.1, 1, "pan left")]
    [InlineData("pan", 0.3, 0.1, 1, "pan right")]
    [InlineData("pan", 0.1, -0.2, 1, "pan up")]
    [InlineData("pan", 0.1, 0.2, 1, "pan down")]
    [InlineData("zoom", 0, 0, 1.4, "zoom in")]
    [InlineData("zoom", 0, 0, 0.7, "zoom out")]
    public void Of_Motion_NamesTheDirection(string kind, double x, double y, double zoom, string text) =>
        Assert.Equal(text, CameraText.Format(new SummaryCamera(kind, x, y, zoom)));

    [Fact]
    public void Of_NoMeasurements_IsTheKind() => Assert.Equal("cut-heavy", CameraText.Format(new SummaryCamera("cut-heavy")));
}
