using VideoPipeline.Results;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Results;

public sealed class SummaryBuilderTests
{
    [Fact]
    public void Build_Video_ReturnsProperties() =>
        Assert.Equal(new SummaryVideo("mov", "h264", 640, 360, 0, "1/12800", 2.4, 25, false), ExampleRun.Summary.Video);

    [Theory]
    [InlineData(90, 360, 640)]
    [InlineData(180, 640, 360)]
    [InlineData(270, 360, 640)]
    public void Build_RotatedVideo_ReturnsDisplaySize(int rotation, int width, int height)
    {
        var video = Build(ExampleRun.Columns, ExampleRun.Video with { Rotation = rotation }).Video;
        Assert.Equal((width, height, rotation), (video.Width, video.Height, video.Rotation));
    }

    [Fact]
    public void Build_Shots_HaveTimesTransitionsAndFrames() =>
        Assert.Collection(
            ExampleRun.Summary.Shots,
            first => Assert.Equal((0L, 13L, 0.0, 0.52, "start", 3L), Of(first)),
            second => Assert.Equal((13L, 40L, 0.52, 1.6, "cut", 19L), Of(second)),
            third => Assert.Equal((40L, 60L, 1.6, 2.4, "cut", 50L), Of(third)));

    [Fact]
    public void Build_Shots_HavePixelClassCameraAndMotion()
    {
        var shots = ExampleRun.Summary.Shots;
        Assert.Equal(["black", "normal", "normal"], shots.Select(shot => shot.PixelClass));
        Assert.Equal(
            [new SummaryCamera("still", 0, 0, 1), new SummaryCamera("still", 0, 0, 1), new SummaryCamera("pan", 0.19, 0, 1)],
            shots.Select(shot => shot.Camera));
        Assert.Equal([3.0, 19 * 3.0 / 26, 0.0], shots.Select(shot => shot.Motion));
    }

    [Fact]
    public void Build_ShotsOfSameImage_AreNearDuplicates()
    {
        var columns = ExampleRun.Columns with
        {
            CutScore = [.. ExampleRun.Columns.CutScore.Select((score, frame) => frame == 27 ? 0.9 : score)],
            PHash =
            [
                .. ExampleRun.Columns.PHash.Select(
                    (hash, frame) => frame is >= 27 and < 40 ? ~0UL : frame >= 40 ? ExampleRun.Columns.PHash[20] : hash),
            ],
        };
        Assert.Equal([[1, 3]], Build(columns, ExampleRun.Video).NearDuplicateShots);
    }

    [Fact]
    public void Build_PixelClasses_CountsAllFrames() =>
        Assert.Equal(
            [("normal", 47), ("black", 13), ("white", 0), ("flat", 0), ("dark", 0), ("washed-out", 0), ("blurred", 0)],
            ExampleRun.Summary.PixelClasses.Select(count => (count.Name, count.Frames)));

    [Fact]
    public void Build_Stretches_AreOrderedByStart()
    {
        var columns = ExampleRun.Columns with { Motion = new double[60] };
        Assert.Equal(
            [new SummaryStretch("black", 0, 13), new SummaryStretch("frozen", 0, 60)],
            Build(columns, ExampleRun.Video).Stretches);
    }

    [Fact]
    public void Build_Totals_AreExactSumsAndMeans()
    {
        var totals = ExampleRun.Summary.Totals;
        Assert.Equal([60_000_000_000_000UL, 120, 1770], totals.SumYuv);
        Assert.Null(totals.SumBgr);
        Assert.Equal((60L, 3L, 31.25), (totals.Frames, totals.KeyFrames, totals.ColorfulnessMean));
        Assert.Equal((13 * 16.0 + 47 * 100.0) / 60, totals.LumaMean);
    }

    [Fact]
    public void Build_WithBgr_ReturnsSums()
    {
        var columns = ExampleRun.Columns with { SumBgr = [.. ExampleRun.Columns.SumYuv.Select(value => value + 1)] };
        Assert.Equal([60_000_000_000_060UL, 180, 1830], Build(columns, ExampleRun.Video).Totals.SumBgr);
    }

    [Fact]
    public void Build_EverySecondFrame_KeepsFrameNumbersAndFrameRate()
    {
        var columns = ExampleRun.Columns;
        var sparse = ExampleRun.Select(columns, [.. Enumerable.Range(0, 30).Select(row => row * 2)]);

        var summary = SummaryBuilder.Build(
            ExampleRun.Video, new Timeline(columns.Pts, ExampleRun.Video.TimeBase), sparse, 30, []);

        Assert.Equal([(0L, 40L), (40L, 59L)], summary.Shots.Select(shot => (shot.Start, shot.End)));
        Assert.Equal(25, summary.Video.FrameRate);
        Assert.Equal(30, summary.Frames.Delivered);
    }

    [Fact]
    public void Build_NoFrameDelivered_ReturnsMissingFrames()
    {
        var empty = ExampleRun.Select(ExampleRun.Columns, []);
        var missing = new MissingFrames(0, 60, "the decoder returned no frame");

        var summary = SummaryBuilder.Build(
            ExampleRun.Video, new Timeline(ExampleRun.Columns.Pts, ExampleRun.Video.TimeBase), empty, 60, [missing]);

        Assert.Empty(summary.Shots);
        Assert.Equal([missing], summary.Frames.Missing);
        Assert.Null(summary.Totals.LumaMean);
    }

    private static (long, long, double, double, string, long) Of(SummaryShot shot) =>
        (shot.Start, shot.End, shot.StartSeconds, shot.EndSeconds, shot.Transition, shot.Frame);

    private static Summary Build(FrameColumns columns, VideoProperties video) =>
        SummaryBuilder.Build(video, new Timeline(columns.Pts, video.TimeBase), columns, 60, []);
}
