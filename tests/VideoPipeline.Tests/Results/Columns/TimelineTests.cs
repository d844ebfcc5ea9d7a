using VideoPipeline.Results.Columns;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Results.Columns;

public sealed class TimelineTests
{
    [Fact]
    public void Of_SteadyRate_GivesTheExactRateAndTheWholeDuration()
    {
        var timeline = new Timeline([1024, 1536, 2048, 2560], new TimeBase(1, 12800));

        Assert.Equal(25.0, timeline.FrameRate);
        Assert.Equal(0.16, timeline.DurationSeconds);
        Assert.False(timeline.IsVariable);
    }

    [Fact]
    public void Of_MillisecondsThatDoNotDivide_IsNotVariable()
    {
        var timeline = new Timeline([0, 33, 67, 100, 133], new TimeBase(1, 1000));
        Assert.False(timeline.IsVariable);
    }

    [Fact]
    public void Of_GapsTwoTicksApart_IsVariable() => Assert.True(new Timeline([0, 10, 22], new TimeBase(1, 1000)).IsVariable);

    [Fact]
    public void Of_Ntsc_GivesTheUsualFraction() =>
        Assert.Equal(30000.0 / 1001, new Timeline([0, 1001, 2002], new TimeBase(1, 30000)).FrameRate);

    [Fact]
    public void Seconds_AfterTheLastFrame_IsWhenThatIsOver()
    {
        var timeline = new Timeline([-5, 0, 5], new TimeBase(1, 10));
        Assert.Equal([-0.5, 0, 0.5, 1], Enumerable.Range(0, 4).Select(timeline.Seconds));
    }

    [Fact]
    public void Of_OneFrame_HasNoRate()
    {
        var timeline = new Timeline([7], new TimeBase(1, 10));
        Assert.Null(timeline.FrameRate);
        Assert.Equal(0, timeline.DurationSeconds);
        Assert.False(timeline.IsVariable);
    }

    [Fact]
    public void Of_NoFrames_HasNoDuration() => Assert.Equal(0, new Timeline([], new TimeBase(1, 10)).DurationSeconds);
}
