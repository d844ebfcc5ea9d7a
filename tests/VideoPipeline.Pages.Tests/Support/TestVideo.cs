using VideoPipeline.Imaging;
using VideoPipeline.Pages.Report;
using VideoPipeline.Pages.Videos;
using VideoPipeline.Planning;
using VideoPipeline.Results;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;

namespace VideoPipeline.Pages.Tests.Support;

/// <summary>Videos for tests of pages.</summary>
internal static class TestVideo
{
    /// <summary>Text that would be markup if a page did not encode it.</summary>
    public const string Hostile = "</script><img src=x onerror=alert(1)>\u2028'\"&<!--";

    /// <summary>The run of <see cref="Example"/>.</summary>
    public static RunDetails Run { get; } = RunDetails.Of("example-1", ExampleRun.Report, RemoteWorker.DefaultMegabytes);

    /// <summary>The video of <see cref="ExampleRun"/>: 60 frames in three shots, with a picture of every fifth.</summary>
    public static VideoView Example { get; } = new(
        "example.mp4", ExampleRun.Summary,
        new FrameSeries
        {
            Number = ExampleRun.Columns.Frame,
            Pts = ExampleRun.Columns.Pts,
            TimeBase = ExampleRun.Video.TimeBase,
            Luma = ExampleRun.Columns.LumaMean,
            Motion = ExampleRun.Columns.Motion,
            Sharpness = ExampleRun.Columns.Sharpness,
            Axis = new TimeAxis(0, 2.4),
        },
        [.. Enumerable.Range(0, 12).Select(i => Picture(5 * i))],
        ImageFile.EncodePng(Gray(60, 1)));

    /// <summary>The example with labels; the first of the given names is that of every label.</summary>
    public static VideoView Labeled(string name) => Example with
    {
        Summary = Example.Summary with
        {
            Labels = [new ScoredLabel(7, name, 0.75), new ScoredLabel(8, "tabby, tabby cat", 0.125)],
            LabelTimeline = [new SummaryLabelStretch(13, 40, 7, name, 0.75), new SummaryLabelStretch(40, 60, 8, "tabby", 0.5)],
            Shots = [.. Example.Summary.Shots.Select(shot => shot with { Labels = [new ScoredLabel(7, name, 0.5)] })],
        },
    };

    /// <summary>A video of random frames with many shots, from merged partials.</summary>
    /// <param name="ranges">The number of ranges of the run.</param>
    /// <param name="framesPerRange">The frames of each.</param>
    public static VideoView Synthetic(int ranges, int framesPerRange)
    {
        var run = new SyntheticRun(ranges, framesPerRange, 320, 180);
        var all = Partial.Merge([.. run.Plan.Ranges.Select(run.CreatePartial)]);
        var results = RunResults.Compute(run.Index, selection: null, all);
        return VideoViewBuilder.Build("synthetic.mp4", results, run.Index.Video.TimeBase);
    }

    /// <summary>A video of random values in which nothing compresses, with as large pictures as a page may have.</summary>
    /// <param name="frames">The number of frames.</param>
    /// <param name="shots">The number of shots.</param>
    public static VideoView Long(int frames, int shots)
    {
        const int Pictures = 350;
        var random = new Random(1);
        var shot = Example.Summary.Shots[1];
        long[] pts = [.. Enumerable.Range(0, frames).Select(i => (40L * i) + random.Next(20))];
        double[] values = [.. pts.Select(_ => 255 * random.NextDouble())];
        return Example with
        {
            Summary = Example.Summary with
            {
                Shots =
                [
                    .. Enumerable.Range(0, shots).Select(i => (long)i * frames / shots).Select(start => shot with
                    {
                        Start = start, End = start + (frames / shots), StartSeconds = 0.04 * start,
                        EndSeconds = 0.04 * (start + (frames / shots)),
                    }),
                ],
            },
            Frames = new FrameSeries
            {
                Number = [.. Enumerable.Range(0, frames).Select(i => (long)i)],
                Pts = pts,
                TimeBase = new(1, 1000),
                Luma = values,
                Motion = values,
                Sharpness = values,
                Axis = new TimeAxis(0, 0.04 * frames),
            },
            Pictures =
            [
                .. Enumerable.Range(0, Pictures).Select(i => new Picture(
                    (long)i * frames / Pictures, 0, 256, 144, new byte[VideoViewBuilder.MaxPictureBytes / Pictures])),
            ],
        };
    }

    private static Picture Picture(long frame) =>
        new(frame, frame / 25.0, 256, 144, ImageFile.EncodeJpeg(Gray(256, 144)));

    private static BgrImage Gray(int width, int height) =>
        new(width, height, [.. Enumerable.Range(0, 3 * width * height).Select(i => (byte)(i / 3 % width))]);
}
