using VideoPipeline.Analysis;
using VideoPipeline.Decoding;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Sources;

namespace VideoPipeline.Results.Partials;

/// <summary>Decodes and analyses one range: a worker's whole work.</summary>
public static class RangeAnalysis
{
    /// <summary>The partial of a range.</summary>
    /// <param name="source">The video that was indexed.</param>
    /// <param name="index">Its index.</param>
    /// <param name="plan">What holds for all ranges of the plan.</param>
    /// <param name="range">A range of the plan.</param>
    /// <param name="options">What to compute.</param>
    /// <param name="time">The clock that the work is timed by.</param>
    /// <param name="counted">Called for every frame analysed.</param>
    /// <param name="cancellation">Gives up; nothing is left running.</param>
    public static async Task<Partial> RunAsync(
        IVideoSource source, VideoIndex index, PlanTerms plan, PlannedRange range, AnalysisOptions options, TimeProvider time,
        Action? counted, CancellationToken cancellation)
    {
        try
        {
            return await DecodeAsync(source, index, plan, range, options, time, counted, cancellation);
        }
        catch (UncuttableVideoException) when (plan.WholeBecause is not null && index.Frames is not null)
        {
            // Even decoded as a whole it does not give the frames of the index, and nothing is damaged: the index is wrong.
            return await DecodeAsync(source, index with { Frames = null }, plan, range, options, time, counted, cancellation);
        }
    }

    private static async Task<Partial> DecodeAsync(
        IVideoSource source, VideoIndex index, PlanTerms plan, PlannedRange range, AnalysisOptions options, TimeProvider time,
        Action? counted, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        PixelLayout[] layouts = options.Rgb ? [PixelLayout.Yuv420, PixelLayout.Bgr24] : [PixelLayout.Yuv420];
        var settings = new DecodeSettings(layouts, index.Video.TimeBase, plan.ThreadsPerWorker ?? Environment.ProcessorCount);
        var decoder = new RangeDecoder(source, index, settings);
        FrameRange? frames = plan.WholeBecause is null && range.End is { } end ? new FrameRange(range.Start, end) : null;

        if (frames is null) await index.RequireAllAsync(cancellation);
        var keyTimes = KeyTimes(index);
        var key = new List<bool>();
        RangeAnalyzer? analyzer = null;
        try
        {
            await foreach (var frame in decoder.DecodeAsync(frames, cancellation))
            {
                var picture = frame.Frame.Pictures[0];
                analyzer ??= new RangeAnalyzer(picture.Width, picture.Height, options, number => number % plan.ThumbnailStride == 0);
                analyzer.Add(View(frame));
                key.Add(index.Frames is { } table ? index.Samples.IsKey[table.Sample[frame.Number]] : keyTimes.Contains(frame.Pts));
                counted?.Invoke();
            }
            analyzer ??= new RangeAnalyzer(index.Video.Width, index.Video.Height, options);
            var work = new RangeWork(
                frames?.Count ?? index.Frames?.Count ?? key.Count, key.Count, decoder.Missing, decoder.SamplesRead, decoder.FramesDecoded,
                source.Access.Bytes, source.Access.Requests, time.GetElapsedTime(started).TotalSeconds);
            return new Partial(analyzer.Finish(), [.. key], work);
        }
        finally
        {
            analyzer?.Dispose();
        }
    }

    private static FrameView View(NumberedFrame frame)
    {
        var planes = frame.Frame.Pictures[0];
        var packed = frame.Frame.Pictures.Count > 1 ? frame.Frame.Pictures[1] : null;
        return new FrameView(
            frame.Number, frame.Pts, planes.Width, planes.Height, planes.Data, packed?.Data ?? 0,
            packed is null ? PackedOrder.None : PackedOrder.Bgr24);
    }

    // Where there is no frame table, frames are known by their time stamps only.
    private static HashSet<long> KeyTimes(VideoIndex index) =>
        index.Frames is null ? [.. index.Samples.Pts.Where((_, sample) => index.Samples.IsKey[sample])] : [];
}
