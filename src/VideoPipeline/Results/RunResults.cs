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

/// <summary>All results that depend on the video and the options alone. Pure: the merged partial in, values out.</summary>
/// <param name="Summary"><c>summary.json</c>.</param>
/// <param name="Frames">The arrays of <c>frames.npz</c>.</param>
/// <param name="Mean"><c>mean.png</c>.</param>
/// <param name="ContactSheet"><c>contact-sheet.jpg</c>.</param>
public sealed record RunResults(Summary Summary, IReadOnlyList<NpyArray> Frames, BgrImage Mean, BgrImage ContactSheet)
{
    private const int ContactSheetColumns = 6;

    /// <summary>What looks found on the frames that they were to look at, in the order of <see cref="StillResult.Merge"/>.</summary>
    public IReadOnlyList<StillResult> StillResults { get; private init; } = [];

    /// <summary>The results.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="picks">Which frames were wanted; null for all.</param>
    /// <param name="all">The partials of all ranges, merged, and what a second look found.</param>
    /// <param name="looks">What was looked for; null for nothing.</param>
    /// <param name="labels">The names of the model's classes; null where no model was asked.</param>
    /// <exception cref="CorruptVideoException">No frame could be decoded.</exception>
    public static RunResults Of(
        VideoIndex index, FrameSelection? picks, Partial all, IReadOnlyList<StillAnalyzerSpec>? looks = null, IReadOnlyList<string>? labels = null)
    {
        var arrays = all.Arrays;
        var timeBase = index.Video.TimeBase;
        var (summary, columns) = Summarize(index, picks, all);
        if (all.MissingStills.Count > 0) summary = summary with { Frames = summary.Frames with { MissingStills = all.MissingStills } };
        var findings = SampledFrames.Keep(all.StillResults, looks ?? [], all, timeBase, summary.Shots);
        var classes = labels is null ? null : FrameClasses.Of(labels, findings);
        if (classes is not null) summary = Labelled(summary, classes);
        return new RunResults(
            summary,
            [.. FramesFile(arrays, columns, timeBase), .. classes?.ToArrays(columns.Frame) ?? []],
            arrays.Mean.ToImage()!,
            Sheet(arrays.Thumbnails, summary, timeBase))
        {
            StillResults = findings,
        };
    }

    /// <summary>The shots alone, which are known before anything has taken a second look.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<SummaryShot> ShotsOf(VideoIndex index, FrameSelection? picks, Partial all) => Summarize(index, picks, all).Summary.Shots;

    private static (Summary Summary, FrameColumns Columns) Summarize(VideoIndex index, FrameSelection? picks, Partial all)
    {
        if (all.Work.Delivered == 0)
            throw new CorruptVideoException(
                $"No frame of {SourceAddress.ForDisplay(index.Source.Uri)} could be decoded" +
                (all.Work.Missing.Count > 0 ? $" ({all.Work.Missing[0].Cause})" : "") + ". Fetch or export it again.");

        var columns = FrameColumns.Of(all.Arrays, all.Key);
        var timeline = new Timeline(
            index.Frames?.Pts.ToArray() ?? (picks is null ? columns.Pts : PresentationTimes(index.Samples)), index.Video.TimeBase);
        return (SummaryBuilder.Build(index.Video, timeline, columns, all.Work.Expected, all.Work.Missing, picks?.Text, index.Remark), columns);
    }

    private static Summary Labelled(Summary summary, FrameClasses classes)
    {
        SummaryShot[] shots = [.. summary.Shots.Select(shot => shot with { Labels = ShotLabels.Of(classes, shot.Start, shot.End) })];
        return summary with { Shots = shots, Labels = ShotLabels.Of(shots), LabelTimeline = LabelTimeline.Of(classes, shots) };
    }

    // All that is known of frames that were neither decoded nor proven by the index.
    private static long[] PresentationTimes(SampleTable samples) =>
        [.. samples.Pts.Where(pts => pts != SampleTable.NoTimestamp).Distinct().Order()];

    private static List<NpyArray> FramesFile(RangeArrays arrays, FrameColumns columns, TimeBase timeBase)
    {
        var files = arrays.Columns.ToList();
        files.InsertRange(2, [NpyArray.Of("time", columns.Pts.Select(timeBase.Seconds).ToArray()), NpyArray.Of("key", columns.Key)]);
        files.Add(NpyArray.Of("pixel_class", PixelClasses.Of(columns).Select(pixels => (byte)pixels).ToArray()));
        return files;
    }

    private static BgrImage Sheet(IReadOnlyList<Thumbnail> thumbnails, Summary summary, TimeBase timeBase)
    {
        return Imaging.ContactSheet.Compose([.. thumbnails.Select(one => new Tile(one.Image, Caption(one)))], ContactSheetColumns);

        string Caption(Thumbnail one)
        {
            var label = summary.LabelTimeline?.FirstOrDefault(label => label.Start <= one.Frame && one.Frame < label.End)?.Name;
            return Imaging.ContactSheet.TimeCaption(
                timeBase.Seconds(one.Pts), label ?? $"shot {summary.Shots.TakeWhile(shot => shot.Start <= one.Frame).Count()}");
        }
    }
}
