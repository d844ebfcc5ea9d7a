using VideoPipeline.Pages.Report;
using VideoPipeline.Pages.Tests.Support;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Pages.Tests.Report;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(60, 60, null, true, "All 60 frames analyzed.")]
    [InlineData(1, 1, null, true, "The only frame analyzed.")]
    [InlineData(1200, 1200, "every 2", true, "All 1,200 selected frames analyzed.")]
    [InlineData(60, 58, null, false, "58 of 60 frames analyzed.")]
    public void Of_Frames_SaysWhetherAllWereAnalyzed(
        long expected, long delivered, string? selection, bool isComplete, string text)
    {
        var verdict = Verdict.Of(TestVideo.Example with
        {
            Summary = TestVideo.Example.Summary with { Frames = new SummaryFrames(expected, delivered, [], selection) },
        });

        Assert.Equal((isComplete, text), (verdict.IsComplete, verdict.Text));
    }

    [Fact]
    public void Of_OddVideo_NamesWhatIsOdd()
    {
        var summary = TestVideo.Example.Summary;
        var verdict = Verdict.Of(TestVideo.Example with
        {
            Summary = summary with
            {
                Video = summary.Video with { VariableFrameRate = true, Rotation = 90, Remark = "two video streams" },
                Stretches = [new("black", 0, 13), new("black", 40, 42), new("frozen", 5, 30)],
                NearDuplicateShots = [[0, 1]],
            },
        });

        Assert.Equal(
            [
                "variable frame rate", "stored rotated by 90°", "two video streams", "2 black stretches, 0.6 s",
                "1 frozen stretch, 1.0 s", "1 group of near-duplicate shots",
            ],
            verdict.Remarks);
    }

    [Fact]
    public void Of_MissingStills_IsSaidButAllFramesWereAnalyzed()
    {
        var verdict = Verdict.Of(TestVideo.Example with
        {
            Summary = TestVideo.Example.Summary with
            {
                Frames = new SummaryFrames(60, 60, [], MissingStills: [new MissingFrames(7, 8, "damaged")]),
            },
        });

        Assert.True(verdict.IsComplete);
        Assert.Equal(["Not analyzed as stills: frame 7: damaged"], verdict.Missing);
    }
}
