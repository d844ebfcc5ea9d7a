using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Tests.Support;
using Xunit;

namespace VideoPipeline.Cli.Tests.Progress;

public sealed class PaceTests
{
    [Fact]
    public void FramesPerSecond_SpeedChanges_IsTheCurrentSpeed()
    {
        var clock = new StepClock();
        var pace = new Pace(clock);
        pace.Mark(0);
        var frames = 0L;
        foreach (var speed in Enumerable.Repeat(1000, 20).Concat(Enumerable.Repeat(10, 20)))
        {
            clock.Pass(1);
            pace.Mark(frames += speed);
        }
        Assert.Equal(10, pace.FramesPerSecond, precision: 6);
    }

    [Fact]
    public void FramesPerSecond_OneMark_IsZero()
    {
        var pace = new Pace(new StepClock());
        pace.Mark(5000); // reused from an earlier run
        Assert.Equal(0, pace.FramesPerSecond);
    }
}
