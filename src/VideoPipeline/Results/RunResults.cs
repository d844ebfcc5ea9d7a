using VideoPipeline.Analysis;
using VideoPipeline.Errors;
using VideoPipeline.Imaging;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Labels;
using VideoPipeline.Results.Partials;
using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.StillFrames;
using VideoPipeline.Selection;
using VideoPipeline.Stills;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Video;

namespace VideoPipeline.Results;

/// <summary>
/// All results that depend only on the video and the options. Computed from the merged partial without side effects.
/// </summary>
/// <param name="Summary"><c>summary.json</c>.</param>
/// <param name="Frames">The arrays of <c>frames.npz</c>.</param>
/// <param name="Mean"><c>mean.png</c>.</param>
/// <param name="ContactSheet"><c>contact-sheet.jpg</c>.</param>
/// <param name="BarCode"><c>barcode.png</c>.</param>
internal sealed record RunResults(
    Summary Summary, IReadOnlyList<NpyArray> Frames, BgrImage Mean, BgrImage ContactSheet, BgrImage BarCode)
{
    /// <summary>
    /// The results of the still analyzers on their selected frames, in the order of <see cref="StillResult.Merge"/>.
    /// </summary>
    public IReadOnlyList<StillResult> StillResults { get; private init; } = [];

    /// <summary>The columns from which the summary was built.</summary>
    public required FrameColumns Columns { get; init; }

    /// <summary>The previews, in presentation order.</summary>
    public required IReadOnlyList<Preview> Previews { get; init; }

    /// <summary>Computes the results.</summary>
    /// <param name="index">The index of the video.</param>
    /// <param name="selection">The selection of frames; null for all.</param>
    /// <param name="all">The merged partial of all ranges, including the results on still frames.</param>
    /// <param name="stillAnalyzers">The still analyzers of the run; null for none.</param>
    /// <param name="labels">The class labels of the model; null without classification.</param>
    /// <exception cref="CorruptVideoException">No frame could be decoded.</exception>
    public static RunResults Compute(
        VideoIndex index, FrameSelection? selection, Partial all, IReadOnlyList<StillAnalyzerSpec>? stillAnalyzers = null,
        IReadOnlyList<string>? labels = null)
    {
        var arrays = all.Arrays;
        var timeBase = index.Video.TimeBase;
        var (summary, columns) = Summarize(index, selection, all);
        if (all.MissingStills.Count > 0)
            summary = summary with { Frames = summary.Frames with { MissingStills = all.MissingStills } };
        var stillResults = SampledFrames.Filter(all.StillResults, stillAnalyzers ?? [], all, timeBase, summary.Shots);
        var classes = labels is null ? null : FrameClasses.FromResults(labels, stillResults);
        if (classes is not null) summary = AddLabels(summary, classes);
        var mean = arrays.Mean.ToImage()!;
        return new RunResults(
            summary,
            [.. CreateFrameArrays(arrays, columns, timeBase), .. classes?.ToArrays(columns.Frame) ?? []],
            mean,
            ContactSheets.Create(arrays.Previews, mean, summary, timeBase),
            ColorBarCode.Create(arrays.Previews, mean))
        {
            StillResults = stillResults,
            Columns = columns,
            Previews = arrays.Previews,
        };
    }

    /// <summary>Computes only the shots, which are needed before the still frames are analyzed.</summary>
    /// <inheritdoc cref="Compute"/>
    public static IReadOnlyList<SummaryShot> ComputeShots(VideoIndex index, FrameSelection? selection, Partial all) =>
        Summarize(index, selection, all).Summary.Shots;

    private static (Summary Summary, FrameColumns Columns) Summarize(VideoIndex index, FrameSelection? selection, Partial all)
    {
        if (all.Work.Delivered == 0)
            throw new CorruptVideoException(
                $"No frame of {index.Source.Uri} could be decoded" +
                (all.Work.Missing.Count > 0 ? $" ({all.Work.Missing[0].Cause})" : "") + ". Download or export it again.");

        var columns = FrameColumns.Of(all.Arrays, all.Key);
        var timeline = new Timeline(
            index.Frames?.Pts.ToArray() ?? (selection is null ? columns.Pts : PresentationTimes(index.Samples)),
            index.Video.TimeBase);
        var summary = SummaryBuilder.Build(
            index.Video, timeline, columns, all.Work.Expected, all.Work.Missing, selection?.Text, index.Remark);
        var video = summary.Video with { Name = VideoStem.FullName(index.Source.Uri), Content = index.Content };
        return (summary with { Video = video }, columns);
    }

    private static Summary AddLabels(Summary summary, FrameClasses classes)
    {
        SummaryShot[] shots =
            [.. summary.Shots.Select(shot => shot with { Labels = ShotLabels.Compute(classes, shot.Start, shot.End) })];
        return summary with { Shots = shots, Labels = ShotLabels.Compute(shots),
            LabelTimeline = LabelTimeline.Compute(classes, shots) };
    }

    // Without a frame table, the time stamps of the samples are the only information about frames that were not decoded.
    private static long[] PresentationTimes(SampleTable samples) =>
        [.. samples.Pts.Where(pts => pts != SampleTable.NoTimestamp).Distinct().Order()];

    private static List<NpyArray> CreateFrameArrays(RangeArrays arrays, FrameColumns columns, TimeBase timeBase)
    {
        var columnList = arrays.Columns.ToList();
        columnList.InsertRange(
            2,
            [NpyArray.Of("time", columns.Pts.Select(timeBase.ToSeconds).ToArray()), NpyArray.Of("key", columns.Key)]);
        columnList.Add(NpyArray.Of("pixel_class", PixelClasses.Classify(columns).Select(pixels => (byte)pixels).ToArray()));
        return columnList;
    }
}
