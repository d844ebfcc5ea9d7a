using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.Stretches;
using VideoPipeline.Video;

namespace VideoPipeline.Results;

/// <summary>Builds the summary from the merged columns, without side effects.</summary>
internal static class SummaryBuilder
{
    /// <summary>Builds the summary.</summary>
    /// <param name="video">The video stream.</param>
    /// <param name="timeline">
    /// The time stamps of all frames of the video, including those that are not selected; they determine duration and frame rate.
    /// </param>
    /// <param name="columns">The columns, one row per delivered frame.</param>
    /// <param name="expected">The expected number of frames.</param>
    /// <param name="missing">The frames that are missing, in presentation order.</param>
    /// <param name="selection">The selection of frames as text; null for all.</param>
    /// <param name="remark">A remark about the choice of the stream; null for none.</param>
    public static Summary Build(
        VideoProperties video,
        Timeline timeline,
        FrameColumns columns,
        long expected,
        IReadOnlyList<MissingFrames> missing,
        string? selection = null,
        string? remark = null)
    {
        var rows = new Timeline(columns.Pts, timeline.TimeBase);
        var isBlack = Black.Mark(columns.LumaMean, columns.LumaMax);
        var classes = PixelClasses.Classify(columns);
        var shots = new ShotSummaries(video, columns, classes, rows);
        return new Summary(
            Summary.CurrentSchema,
            DescribeVideo(video, timeline) with { Remark = remark },
            new SummaryFrames(expected, columns.Frame.Length, missing, selection),
            shots.Summarize(timeline.Seconds(timeline.Count)),
            shots.NearDuplicates(),
            Labels: [],
            CountClasses(classes),
            FindStretches(columns, isBlack, rows),
            SummaryTotals.Of(columns));
    }

    private static SummaryVideo DescribeVideo(VideoProperties video, Timeline timeline)
    {
        var (width, height) = video.Rotation % 180 == 0 ? (video.Width, video.Height) : (video.Height, video.Width);
        return new SummaryVideo(
            video.Container, video.Codec, width, height, video.Rotation, timeline.TimeBase.ToString(),
            timeline.DurationSeconds, timeline.FrameRate, timeline.IsVariable);
    }

    private static SummaryPixelClass[] CountClasses(PixelClass[] classes) => [.. PixelClasses.Names.Select((name, id) =>
        new SummaryPixelClass(id, name, classes.Count(pixels => (int)pixels == id)))];

    private static SummaryStretch[] FindStretches(FrameColumns columns, bool[] isBlack, Timeline rows)
    {
        IEnumerable<SummaryStretch> Create(string kind, IReadOnlyList<Stretch> stretches) => stretches.Select(stretch =>
            new SummaryStretch(kind, columns.Frame[stretch.Start], columns.Frame[stretch.End - 1] + 1));

        return
        [
            .. Create("black", Black.Find(isBlack, rows))
                .Concat(Create("frozen", Frozen.Find(columns.Motion, rows)))
                .Concat(Create("blurred", Blurred.Find(columns.Sharpness, isBlack, rows)))
                .OrderBy(stretch => stretch.Start),
        ];
    }
}
