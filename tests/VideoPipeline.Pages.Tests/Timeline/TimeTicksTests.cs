using VideoPipeline.Pages.Timeline;
using VideoPipeline.Pages.Videos;
using Xunit;

namespace VideoPipeline.Pages.Tests.Timeline;

public sealed class TimeTicksTests
{
    [Theory]
    [InlineData(0, 13, "0:00 0:02 0:04 0:06 0:08 0:10 0:12")]
    [InlineData(0.02, 0.42, "0:00.05 0:00.10 0:00.15 0:00.20 0:00.25 0:00.30 0:00.35 0:00.40")]
    [InlineData(-1, 1, "-0:01.0 -0:00.5 0:00.0 0:00.5 0:01.0")]
    [InlineData(0, 36_000, "0:00 2:00:00 4:00:00 6:00:00 8:00:00 10:00:00")]
    public void Of_Axis_GivesRoundTimes(double start, double end, string texts) =>
        Assert.Equal(texts, string.Join(' ', TimeTicks.Of(new TimeAxis(start, end)).Select(tick => tick.Text)));
}
