using VideoPipeline.Results.Columns;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Results.Columns;

public sealed class TimelineTests
{
    [Fact]
    public void FrameRate_ConstantRate_IsExact()
    {
        var timeline = new Timeline([1024, 1536, 2048, 2560], new TimeBase(1, 12800));

        Assert.Equal(25.0, timeline.FrameRate);
        Assert.Equal(0.16, timeline.DurationSeconds);
        Assert.False(timeline.IsVariable);
    }

    [Fact]
    public void IsVariable_MillisecondRounding_IsFalse()
    {
        var timeline = new Timeline([0, 33, 67, 100, 133], new TimeBase(1, 1000));
        Assert.False(timeline.IsVariable);
    }

    [Fact]
    public void IsVariable_DurationsDifferByTwoTicks_IsTrue() =>
        Assert.True(new Timeline([0, 10, 22], new TimeBase(1, 1000)).IsVariable);

    [Fact]
    public void FrameRate_Ntsc_Is30000Over1001() =>
        Assert.Equal(30000.0 / 1001, new Timeline([0, 1001, 2002], new TimeBase(1, 30000)).FrameRate);

    [Fact]
    public void Seconds_IndexAfterLastFrame_ReturnsEnd()
    {
        var timeline = new Timeline([-5, 0, 5], new TimeBase(1, 10));
        Assert.Equal([-0.5, 0, 0.5, 1], Enumerable.Range(0, 4).Select(timeline.Seconds));
    }

    [Fact]
    public void FrameRate_OneFrame_IsNull()
    {
        var timeline = new Timeline([7], new TimeBase(1, 10));
        Assert.Null(timeline.FrameRate);
        Assert.Equal(0, timeline.DurationSeconds);
        Assert.False(timeline.IsVariable);
    }

    [Fact]
    public void DurationSeconds_NoFrames_IsZero() => Assert.Equal(0, new Timeline([], new TimeBase(1, 10)).DurationSeconds);
}
