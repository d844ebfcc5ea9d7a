using VideoPipeline.Analysis;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Imaging;
using VideoPipeline.Results;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Pages.Videos;

/// <summary>Builds what the pages show from the results of a run.</summary>
internal static class VideoViewBuilder
{
    /// <summary>The bytes of all pictures together; of more, every second one is left out until they fit.</summary>
    internal const int MaxPictureBytes = 3_500_000;

    private const int MaxBarWidth = 1200;

    /// <summary>Builds the view.</summary>
    /// <param name="name">The name of the video.</param>
    /// <param name="results">The results of the run.</param>
    /// <param name="timeBase">The time base of the video stream.</param>
    public static VideoView Build(string name, RunResults results, TimeBase timeBase)
    {
        var frames = Series(results.Columns, results.Summary, timeBase);
        return new VideoView(
            name, results.Summary, frames, Pictures(results.Previews, results.Summary.Video, timeBase),
            ImageFile.EncodePng(ColorBar(frames, results.Columns.SumYuv, results.Summary.Video)));
    }

    private static FrameSeries Series(FrameColumns columns, Summary summary, TimeBase timeBase)
    {
        var start = timeBase.ToSeconds(columns.Pts[0]);
        var end = summary.Shots[^1].EndSeconds;
        return new FrameSeries
        {
            Number = columns.Frame,
            Pts = columns.Pts,
            TimeBase = timeBase,
            Luma = columns.LumaMean,
            Motion = columns.Motion,
            Sharpness = columns.Sharpness,
            // A single frame has no duration.
            Axis = new TimeAxis(start, end > start ? end : start + 1),
        };
    }

    private static Picture[] Pictures(IReadOnlyList<Preview> previews, SummaryVideo video, TimeBase timeBase)
    {
        var step = 1;
        while (previews.Where((_, i) => i % step == 0).Sum(preview => (long)preview.Jpeg.Length) > MaxPictureBytes) step *= 2;
        var (width, height) = Preview.SizeOf(AnalysisSize.Of(video.Width, video.Height));
        return
        [
            .. previews.Where((_, i) => i % step == 0).Select(preview =>
                new Picture(preview.Frame, timeBase.ToSeconds(preview.Pts), width, height, preview.Jpeg)),
        ];
    }

    private static BgrImage ColorBar(FrameSeries frames, ulong[] sumYuv, SummaryVideo video)
    {
        var width = Math.Min(frames.Count, MaxBarWidth);
        var samples = new byte[3 * width];
        var row = 0;
        for (var x = 0; x < width; x++)
        {
            var until = frames.Axis.Start + ((x + 1) * frames.Axis.Length / width);
            var next = row;
            while (next < frames.Count && (x == width - 1 || frames.Seconds(next) < until)) next++;
            // No frame begins here: the previous one is still shown.
            var (start, end) = next > row ? (row, next) : (row - 1, row);
            var (red, green, blue) = MeanColor.Compute(start, end, sumYuv, video.Width, video.Height);
            (samples[3 * x], samples[(3 * x) + 1], samples[(3 * x) + 2]) = (blue, green, red);
            row = next;
        }

        return new BgrImage(width, 1, samples);
    }
}
