using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Cli.Tests.Descriptions;

public sealed class SummaryTextTests
{
    private static readonly string[] s_files = ["summary.json", "frames.npz", "contact-sheet.jpg"];

    [Fact]
    public void Of_Run_FormatsAllSections() =>
        Assert.Equal(
            """
            Video      films/a&b ü.mp4
                       640×360 h264 in mov, 0:02.400, 25 frames/s
            Frames     60, none missing, 3 key frames
            Shots      3
                          1  0:00.000 – 0:00.520  frames 0–12  still, black
                          2  0:00.520 – 0:01.600  frames 13–39  still
                          3  0:01.600 – 0:02.400  frames 40–59  pan right
            Stretches  1 black
                       black    frames 0–12
            On average luma 81.8, sharpness 322, colorfulness 31.3, motion 1.70
            Sums       Y 60000000000000  U 120  V 1770
            Work       48 frames/s in 3 ranges, 1 reused from an earlier run
                       index 0.1 s, plan 0.1 s, decode 0.8 s, reduce 0.3 s
                       0.6 MB read in 5 requests
            Files      out
                       summary.json  frames.npz  contact-sheet.jpg

            """,
            SummaryText.Of(ExampleRun.Summary, ExampleRun.Report, "out", s_files));

    [Fact]
    public void Of_ManyFiles_FitsInto80Columns()
    {
        string[] files = [.. Enumerable.Range(1, 40).Select(number => new string('f', number))];

        var text = SummaryText.Of(ExampleRun.Summary, ExampleRun.Report, "out", files);

        var rows = text.Split("Files      out\n")[1].TrimEnd().Split('\n');

        Assert.All(rows, row => Assert.InRange(row.Length, 12, 80));
        Assert.Equal(files, rows.SelectMany(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Of_MissingFrames_ListsThemWithTheCause()
    {
        var summary = ExampleRun.Summary with
        {
            Frames = new SummaryFrames(
                5555, 5400, [new MissingFrames(5400, 5554, "the file is truncated"), new MissingFrames(5554, 5555, "timeout")]),
        };
        Assert.Contains(
            """
            Frames     5,400 of 5,555, 155 MISSING
                       missing frames 5400–5553: the file is truncated
                       missing frame 5554: timeout

            """,
            SummaryText.Of(summary, ExampleRun.Report, "out", s_files));
    }

    [Fact]
    public void Of_ManyShotsAndStretches_ShowsTheFirstAndTheNumberOfTheRest()
    {
        var summary = ExampleRun.Summary with
        {
            Shots = [.. Enumerable.Repeat(ExampleRun.Summary.Shots[0], 73)],
            Stretches =
            [
                .. Enumerable.Repeat(new SummaryStretch("frozen", 10, 40), 7),
                .. Enumerable.Repeat(new SummaryStretch("black", 50, 80), 1000),
            ],
        };
        var text = SummaryText.Of(summary, ExampleRun.Report, "out", s_files);

        Assert.Contains("Shots      73\n", text);
        Assert.Contains("\n              … and 61 more\n", text);
        Assert.Contains("Stretches  7 frozen, 1,000 black\n", text);
        Assert.Contains("\n              … and 1,001 more\n", text);
    }

    [Fact]
    public void Of_FadeAndNearDuplicate_AreShown()
    {
        var shots = ExampleRun.Summary.Shots;
        var summary = ExampleRun.Summary with
        {
            Shots = [shots[1], shots[2] with { Transition = SummaryShot.Fade, Camera = new("unknown") }],
            NearDuplicateShots = [[0, 1]],
        };
        Assert.Contains("frames 40–59  fade, like shot 1\n", SummaryText.Of(summary, ExampleRun.Report, "out", s_files));
    }

    [Fact]
    public void Of_RotatedVideoWithVariableFrameRate_BothAreShown()
    {
        var video = ExampleRun.Summary.Video with { Rotation = 90, VariableFrameRate = true, FrameRate = 29.97003 };
        var summary = ExampleRun.Summary with { Video = video };
        Assert.Contains(
            "640×360 h264 in mov, 0:02.400, 29.97 frames/s on average (variable), stored rotated by 90°\n",
            SummaryText.Of(summary, ExampleRun.Report, "out", s_files));
    }

    [Fact]
    public void Of_BgrSums_AreShown()
    {
        var totals = ExampleRun.Summary.Totals with { SumBgr = [114774351367, 123502150845, 149078656191] };
        var text = SummaryText.Of(ExampleRun.Summary with { Totals = totals }, ExampleRun.Report, "out", s_files);
        Assert.Contains("\n           B 114774351367  G 123502150845  R 149078656191\n", text);
    }

    [Fact]
    public void Of_AllRangesReused_ShowsNoSpeed()
    {
        var report = ExampleRun.Report with
        {
            Ranges = [ExampleRun.Report.Ranges[1]],
            Access = ExampleRun.Report.Access with { Decode = new DecodeAccess(0, 0, 0, 0, 0) },
        };
        var text = SummaryText.Of(ExampleRun.Summary, report, "out", s_files);
        Assert.Contains("Work       1 range, 1 reused from an earlier run\n", text);
    }
}
