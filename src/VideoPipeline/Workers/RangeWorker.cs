using VideoPipeline.Analysis;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Decoding;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Results.Partials;
using VideoPipeline.Selection;
using VideoPipeline.Sources.Access;
using VideoPipeline.Stills;
using VideoPipeline.Video;

namespace VideoPipeline.Workers;

/// <summary>Decodes and analyzes one range: the work of one worker.</summary>
internal static class RangeWorker
{
    /// <summary>Computes the partial of a range.</summary>
    /// <param name="source">The indexed video.</param>
    /// <param name="index">The index of the video.</param>
    /// <param name="plan">The terms of the plan, which apply to all ranges.</param>
    /// <param name="range">A range of the plan.</param>
    /// <param name="options">The options of the analysis.</param>
    /// <param name="selection">The selection of frames; null for all.</param>
    /// <param name="stillAnalyzers">The still analyzers. They run here on the frames of their intervals; the still frames of
    /// shots are analyzed later (<see cref="StillsPartial"/>).</param>
    /// <param name="time">The clock that measures the work.</param>
    /// <param name="frameAnalyzed">Called for every analyzed frame.</param>
    /// <param name="cancellation">Cancels the operation; no process is left running.</param>
    public static async Task<Partial> RunAsync(
        IVideoSource source, VideoIndex index, PlanSettings plan, PlannedRange range, AnalysisOptions options,
        FrameSelection? selection, IReadOnlyList<PreparedStillAnalyzer> stillAnalyzers, TimeProvider time, Action? frameAnalyzed,
        CancellationToken cancellation)
    {
        try
        {
            return await DecodeAsync(
                source, index, plan, range, options, selection, stillAnalyzers, time, frameAnalyzed, cancellation);
        }
        catch (UnsplittableVideoException) when (plan.UnsplittableReason is not null && index.Frames is not null)
        {
            // Even decoded as a whole, the video does not give the frames of the index: the index is wrong, or damage confused
            // the decoder. Decode without the frame table.
            return await DecodeAsync(
                source, index.WithoutFrameTable(), plan, range, options, selection, stillAnalyzers, time, frameAnalyzed,
                cancellation);
        }
    }

    private static async Task<Partial> DecodeAsync(
        IVideoSource source, VideoIndex index, PlanSettings plan, PlannedRange range, AnalysisOptions options,
        FrameSelection? selection, IReadOnlyList<PreparedStillAnalyzer> stillAnalyzers, TimeProvider time, Action? frameAnalyzed,
        CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var sampling = stillAnalyzers.Where(still => still.Spec.Interval is not null).ToArray();
        PixelLayout[] layouts =
            options.Rgb || sampling.Length > 0 ? [PixelLayout.Yuv420, PixelLayout.Bgr24] : [PixelLayout.Yuv420];
        var threads = plan.ThreadsPerWorker ?? Environment.ProcessorCount;
        var settings = new DecodeSettings(layouts, index.Video.TimeBase, threads);
        var part = plan.GetIndependentRange(index, range);
        var requested = new RequestedFrames(source, index, settings, part, selection);

        if (part is null) await index.EnsureAllLoadedAsync(cancellation);
        var keyTimes = index.Frames is null ? index.KeyFrameTimestamps() : null;
        var key = new List<bool>();
        RangeAnalyzer? analyzer = null;
        await using var pool = new StillAnalysisPool(sampling, threads, cancellation);
        (long Number, long Pts)? previous = null;
        (int Width, int Height)? size = null;
        try
        {
            await foreach (var frame in requested.DecodeAsync(cancellation))
            {
                var picture = frame.Frame.Pictures[0];
                size ??= (picture.Width, picture.Height);
                analyzer ??= new RangeAnalyzer(
                    picture.Width, picture.Height, options, _ => requested.Position % plan.PreviewStride == 0);
                analyzer.Add(View(frame));
                key.Add(index.Frames is { } table
                    ? index.Samples.IsKey[table.Sample[frame.Number]]
                    : keyTimes!.Contains(frame.Pts));
                var last = previous;
                previous = (frame.Number, frame.Pts);
                if (sampling.Length > 0) await SampleAsync(frame, last);
                frameAnalyzed?.Invoke();
            }
            analyzer ??= new RangeAnalyzer(index.Video.Width, index.Video.Height, options);
            var stillResults = await pool.FinishAsync();
            var work = new RangeWork(
                requested.Expected ?? key.Count + requested.Missing.Sum(gap => gap.End - gap.Start), key.Count, requested.Missing,
                requested.SamplesRead, requested.FramesDecoded, source.Access.Bytes, source.Access.Requests,
                time.GetElapsedTime(started).TotalSeconds)
            {
                Constants = size is var (width, height) ? RangeConstants.Of(width, height, requested.Parameters) : null,
            };
            return new Partial(analyzer.Finish(), [.. key], work) { StillResults = stillResults };
        }
        finally
        {
            analyzer?.Dispose();
        }

        async Task SampleAsync(NumberedFrame frame, (long Number, long Pts)? last)
        {
            if (sampling.Any(still => IsDue(still.Spec))) await pool.AddAsync(frame.Number, frame.Frame.Pictures[1], IsDue);

            bool IsDue(StillAnalyzerSpec spec) =>
                spec.Interval!.IsSampled(last, (frame.Number, frame.Pts), index.Video.TimeBase);
        }
    }

    private static FrameView View(NumberedFrame frame)
    {
        var planes = frame.Frame.Pictures[0];
        var packed = frame.Frame.Pictures.Count > 1 ? frame.Frame.Pictures[1] : null;
        return new FrameView(
            frame.Number, frame.Pts, planes.Width, planes.Height, planes.Data, packed?.Data ?? 0, packed?.Layout);
    }
}
