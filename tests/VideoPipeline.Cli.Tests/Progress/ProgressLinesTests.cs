using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Local.Runs;
using Xunit;

namespace VideoPipeline.Cli.Tests.Progress;

public sealed class ProgressLinesTests
{
    private readonly StepClock _clock = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void Show_NewState_WritesALineImmediately()
    {
        var lines = new ProgressLines(_output, _clock);
        lines.Show(new RunProgress("Index", 0, null, 0, 0, 0));
        lines.Show(new RunProgress("Plan", 0, null, 0, 0, 0));
        Assert.Equal("Index: started\nPlan: started\n", _output.ToString());
    }

    [Fact]
    public void Show_NothingCounted_WritesTheTimeInTheState()
    {
        var lines = new ProgressLines(_output, _clock);
        lines.Show(new RunProgress("Index", 0, null, 0, 0, 0));
        _clock.Advance(3);
        lines.Show(new RunProgress("Index", 0, null, 0, 0, 0));
        Assert.Equal("Index: started\nIndex: 3 s so far\n", _output.ToString());
    }

    [Fact]
    public void Show_ManyFrames_WritesALineEveryTwoSeconds()
    {
        var lines = new ProgressLines(_output, _clock);
        for (var i = 0; i <= 50; i++)
        {
            lines.Show(new RunProgress("Decode", 20 * i, 2000, i / 25, 4, 2));
            _clock.Advance(0.1);
        }
        Assert.Equal(
            """
            Decode: started
            Decode: 400 of 2,000 frames, 200 frames/s, about 0:08 left; 0 of 4 ranges, 2 running
            Decode: 800 of 2,000 frames, 200 frames/s, about 0:06 left; 1 of 4 ranges, 2 running

            """, _output.ToString());
    }

    [Fact]
    public void Show_NoFrameCount_WritesRangesOnly()
    {
        var lines = new ProgressLines(_output, _clock);
        lines.Show(new RunProgress("Decode", 0, null, 0, 4, 2));
        _clock.Advance(2);
        lines.Show(new RunProgress("Decode", 0, null, 1, 4, 2));
        Assert.EndsWith("\nDecode: 1 of 4 ranges, 2 running\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Show_UnknownTotal_WritesFramesDone()
    {
        var lines = new ProgressLines(_output, _clock);
        lines.Show(new RunProgress("Decode", 0, null, 0, 1, 1));
        _clock.Advance(2);
        lines.Show(new RunProgress("Decode", 50, null, 0, 1, 1));
        Assert.EndsWith("Decode: 50 frames, 25 frames/s\n", _output.ToString(), StringComparison.Ordinal);
    }
}
