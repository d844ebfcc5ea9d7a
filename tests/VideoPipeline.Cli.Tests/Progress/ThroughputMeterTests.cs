using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Tests.Support;
using Xunit;

namespace VideoPipeline.Cli.Tests.Progress;

public sealed class ThroughputMeterTests
{
    [Fact]
    public void FramesPerSecond_SpeedChanges_IsTheCurrentSpeed()
    {
        var clock = new StepClock();
        var pace = new ThroughputMeter(clock);
        pace.Record(0);
        var frames = 0L;
        foreach (var speed in Enumerable.Repeat(1000, 20).Concat(Enumerable.Repeat(10, 20)))
        {
            clock.Advance(1);
            pace.Record(frames += speed);
        }
        Assert.Equal(10, pace.FramesPerSecond, precision: 6);
    }

    [Fact]
    public void FramesPerSecond_OneMark_IsZero()
    {
        var pace = new ThroughputMeter(new StepClock());
        pace.Record(5000); // reused from an earlier run
        Assert.Equal(0, pace.FramesPerSecond);
    }
}
