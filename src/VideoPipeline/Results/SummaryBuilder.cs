using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.Stretches;
using VideoPipeline.Video;

namespace VideoPipeline.Results;

/// <summary>Makes the summary from the merged columns. Pure: the same columns give the same summary.</summary>
public static class SummaryBuilder
{
    /// <summary>Summarises.</summary>
    /// <param name="video">The video stream.</param>
    /// <param name="timeline">
    /// When every frame of the video is shown, also of those that were not asked for: duration and frame rate are the video's.
    /// </param>
    /// <param name="columns">What was found out about each delivered frame.</param>
    /// <param name="expected">How many frames were to be delivered.</param>
    /// <param name="missing">Frames that were not, in order.</param>
    /// <param name="picked">How frames were picked; null where all were to be delivered.</param>
    /// <param name="remark">What is unusual about the choice of the stream; null where nothing is.</param>
    public static Summary Build(
        VideoProperties video,
        Timeline timeline,
        FrameColumns columns,
        long expected,
        IReadOnlyList<MissingFrames> missing,
        string? picked = null,
        string? remark = null)
    {
        var rows = new Timeline(columns.Pts, timeline.TimeBase);
        var isBlack = Black.Mark(columns.LumaMean, columns.LumaMax);
        var classes = PixelClasses.Of(columns);
        var shots = new ShotSummaries(video, columns, classes, rows);
        return new Summary(
            Summary.CurrentSchema,
            Video(video, timeline) with { Remark = remark },
            new SummaryFrames(expected, columns.Frame.Length, missing, picked),
            shots.Summarize(timeline.Seconds(timeline.Count)),
            shots.NearDuplicates(),
            Labels: [],
            Count(classes),
            FindStretches(columns, isBlack, rows),
            Totals(columns));
    }

    private static SummaryVideo Video(VideoProperties video, Timeline timeline)
    {
        var (width, height) = video.Rotation % 180 == 0 ? (video.Width, video.Height) : (video.Height, video.Width);
        return new SummaryVideo(
            video.Container, video.Codec, width, height, video.Rotation, timeline.TimeBase.ToString(),
            timeline.DurationSeconds, timeline.FrameRate, timeline.IsVariable);
    }

    private static SummaryPixelClass[] Count(PixelClass[] classes) => [.. PixelClasses.Names.Select((name, id) =>
        new SummaryPixelClass(id, name, classes.Count(pixels => (int)pixels == id)))];

    private static SummaryStretch[] FindStretches(FrameColumns columns, bool[] isBlack, Timeline rows)
    {
        IEnumerable<SummaryStretch> Of(string kind, IReadOnlyList<Stretch> stretches) => stretches.Select(stretch =>
            new SummaryStretch(kind, columns.Frame[stretch.Start], columns.Frame[stretch.End - 1] + 1));

        return
        [
            .. Of("black", Black.Find(isBlack, rows))
                .Concat(Of("frozen", Frozen.Find(columns.Motion, rows)))
                .Concat(Of("blurred", Blurred.Find(columns.Sharpness, isBlack, rows)))
                .OrderBy(stretch => stretch.Start),
        ];
    }

    private static SummaryTotals Totals(FrameColumns columns) => new(
        columns.Frame.Length,
        columns.Key.Count(key => key),
        SumOfTriples(columns.SumYuv),
        Mean(columns.LumaMean),
        Mean(columns.Sharpness),
        Mean(columns.Colorfulness),
        Mean(columns.Motion),
        columns.SumBgr is { } bgr ? SumOfTriples(bgr) : null);

    private static ulong[] SumOfTriples(ulong[] values)
    {
        var sums = new ulong[3];
        for (var i = 0; i < values.Length; i++) sums[i % 3] = checked(sums[i % 3] + values[i]);
        return sums;
    }

    /// <summary>
    /// Added up row by row, first to last, and so always rounded alike; a vectorised sum depends on the machine's vectors.
    /// </summary>
    private static double? Mean(double[] values)
    {
        if (values.Length == 0) return null;
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
