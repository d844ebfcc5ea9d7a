using VideoPipeline.Analysis;
using VideoPipeline.Imaging;
using VideoPipeline.Indexing;
using VideoPipeline.Picking;
using VideoPipeline.Results.Arrays;
using VideoPipeline.Results.Partials;
using VideoPipeline.Results.Pixels;
using VideoPipeline.Sources;

namespace VideoPipeline.Results;

/// <summary>All results that depend on the video and the options alone. Pure: the merged partial in, values out.</summary>
/// <param name="Summary"><c>summary.json</c>.</param>
/// <param name="Frames">The arrays of <c>frames.npz</c>.</param>
/// <param name="Mean"><c>mean.png</c>.</param>
/// <param name="ContactSheet"><c>contact-sheet.jpg</c>.</param>
public sealed record RunResults(Summary Summary, IReadOnlyList<NpyArray> Frames, BgrImage Mean, BgrImage ContactSheet)
{
    private const int ContactSheetColumns = 6;

    /// <summary>The results.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="picks">Which frames were wanted; null for all.</param>
    /// <param name="all">The partials of all ranges, merged.</param>
    /// <exception cref="CorruptVideoException">No frame could be decoded.</exception>
    public static RunResults Of(VideoIndex index, FramePicks? picks, Partial all)
    {
        if (all.Work.Delivered == 0)
            throw new CorruptVideoException(
                $"No frame of {SourceAddress.ForPeople(index.Source.Uri)} could be decoded" +
                (all.Work.Missing.Count > 0 ? $" ({all.Work.Missing[0].Cause})" : "") + ". Fetch or export it again.");

        var arrays = all.Arrays;
        var timeBase = index.Video.TimeBase;
        var columns = SummaryColumns.Of(arrays, all.Key);
        var timeline = new Timeline(index.Frames?.Pts.ToArray() ?? (picks is null ? columns.Pts : PresentationTimes(index.Samples)), timeBase);
        var summary = SummaryBuilder.Build(index.Video, timeline, columns, all.Work.Expected, all.Work.Missing, picks?.Text);
        return new RunResults(summary, FramesFile(arrays, columns, timeBase), arrays.Mean.ToImage()!, Sheet(arrays.Thumbnails, summary.Shots, timeBase));
    }

    // All that is known of frames that were neither decoded nor proven by the index.
    private static long[] PresentationTimes(SampleTable samples) =>
        [.. samples.Pts.Where(pts => pts != SampleTable.NoTime).Distinct().Order()];

    private static List<NpyArray> FramesFile(RangeArrays arrays, SummaryColumns columns, TimeBase timeBase)
    {
        var files = arrays.Columns.Select(PartialFile.ToArray).ToList();
        files.InsertRange(2, [NpyArray.Of("time", columns.Pts.Select(timeBase.Seconds).ToArray()), NpyArray.Of("key", columns.Key)]);
        files.Add(NpyArray.Of("pixel_class", PixelClasses.Of(columns).Select(pixels => (byte)pixels).ToArray()));
        return files;
    }

    private static BgrImage Sheet(IReadOnlyList<Thumbnail> thumbnails, IReadOnlyList<SummaryShot> shots, TimeBase timeBase)
    {
        return Imaging.ContactSheet.Compose([.. thumbnails.Select(one => new Tile(one.Image, Caption(one)))], ContactSheetColumns);

        string Caption(Thumbnail one) =>
            $"{Imaging.ContactSheet.TimeCaption(timeBase.Seconds(one.Pts))}  shot {shots.TakeWhile(shot => shot.Start <= one.Frame).Count()}";
    }
}
