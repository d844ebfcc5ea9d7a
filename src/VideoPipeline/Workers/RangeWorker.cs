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

/// <summary>Decodes and analyses one range: a worker's whole work.</summary>
public static class RangeWorker
{
    /// <summary>The partial of a range.</summary>
    /// <param name="source">The video that was indexed.</param>
    /// <param name="index">Its index.</param>
    /// <param name="plan">What holds for all ranges of the plan.</param>
    /// <param name="range">A range of the plan.</param>
    /// <param name="options">What to compute.</param>
    /// <param name="picks">Which frames of the range are wanted; null for all.</param>
    /// <param name="looks">What single frames are looked at for; those of shots take a second look (<see cref="StillsPartial"/>).</param>
    /// <param name="time">The clock that the work is timed by.</param>
    /// <param name="counted">Called for every frame analysed.</param>
    /// <param name="cancellation">Gives up; nothing is left running.</param>
    public static async Task<Partial> RunAsync(
        IVideoSource source, VideoIndex index, PlanTerms plan, PlannedRange range, AnalysisOptions options, FrameSelection? picks,
        IReadOnlyList<PreparedStillAnalyzer> looks, TimeProvider time, Action? counted, CancellationToken cancellation)
    {
        try
        {
            return await DecodeAsync(source, index, plan, range, options, picks, looks, time, counted, cancellation);
        }
        catch (UnsplittableVideoException) when (plan.UnsplittableReason is not null && index.Frames is not null)
        {
            // Even decoded as a whole it does not give the frames of the index: that is wrong, or damage has confused the decoder.
            return await DecodeAsync(source, index.WithoutFrameTable(), plan, range, options, picks, looks, time, counted, cancellation);
        }
    }

    private static async Task<Partial> DecodeAsync(
        IVideoSource source, VideoIndex index, PlanTerms plan, PlannedRange range, AnalysisOptions options, FrameSelection? picks,
        IReadOnlyList<PreparedStillAnalyzer> looks, TimeProvider time, Action? counted, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var now = looks.Where(look => look.Spec.Interval is not null).ToArray();
        PixelLayout[] layouts = options.Rgb || now.Length > 0 ? [PixelLayout.Yuv420, PixelLayout.Bgr24] : [PixelLayout.Yuv420];
        var threads = plan.ThreadsPerWorker ?? Environment.ProcessorCount;
        var settings = new DecodeSettings(layouts, index.Video.TimeBase, threads);
        var part = plan.SplitRange(index, range);
        var wanted = new RequestedFrames(source, index, settings, part, picks);

        if (part is null) await index.EnsureAllLoadedAsync(cancellation);
        var keyTimes = index.Frames is null ? index.KeyFrameTimestamps() : null;
        var key = new List<bool>();
        RangeAnalyzer? analyzer = null;
        await using var crew = new StillAnalysisPool(now, threads, cancellation);
        (long Number, long Pts)? before = null;
        (int Width, int Height)? size = null;
        try
        {
            await foreach (var frame in wanted.DecodeAsync(cancellation))
            {
                var picture = frame.Frame.Pictures[0];
                size ??= (picture.Width, picture.Height);
                analyzer ??= new RangeAnalyzer(picture.Width, picture.Height, options, _ => wanted.Position % plan.ThumbnailStride == 0);
                analyzer.Add(View(frame));
                key.Add(index.Frames is { } table ? index.Samples.IsKey[table.Sample[frame.Number]] : keyTimes!.Contains(frame.Pts));
                var last = before;
                before = (frame.Number, frame.Pts);
                if (now.Any(look => IsDue(look.Spec))) await crew.AddAsync(frame.Number, frame.Frame.Pictures[1], IsDue);
                counted?.Invoke();

                bool IsDue(StillAnalyzerSpec look) => look.Interval!.IsSampled(last, (frame.Number, frame.Pts), index.Video.TimeBase);
            }
            analyzer ??= new RangeAnalyzer(index.Video.Width, index.Video.Height, options);
            var findings = await crew.FinishAsync();
            var work = new RangeWork(
                wanted.Expected ?? key.Count + wanted.Missing.Sum(gap => gap.End - gap.Start), key.Count, wanted.Missing,
                wanted.SamplesRead, wanted.FramesDecoded, source.Access.Bytes, source.Access.Requests, time.GetElapsedTime(started).TotalSeconds)
            {
                Constants = size is var (width, height) ? RangeConstants.Of(width, height, wanted.Parameters) : null,
            };
            return new Partial(analyzer.Finish(), [.. key], work) { StillResults = findings };
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
            frame.Number, frame.Pts, planes.Width, planes.Height, planes.Data, packed?.Data ?? 0, packed?.Layout);
    }
}
