using VideoPipeline.Results.Wording;
using Xunit;

namespace VideoPipeline.Tests.Results.Wording;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData(0, "0:00.000")]
    [InlineData(59.9996, "1:00.000")]
    [InlineData(231.46, "3:51.460")]
    [InlineData(3600, "1:00:00.000")]
    [InlineData(90061.5, "25:01:01.500")]
    [InlineData(-0.04, "-0:00.040")]
    [InlineData(-0.0001, "0:00.000")]
    public void Of_Seconds_FormatsMinutesAndHours(double seconds, string expected) =>
        Assert.Equal(expected, TimeText.Format(seconds));
}
