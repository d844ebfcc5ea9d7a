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

/// <summary>Decodes the frames of a group and analyses them as stills: a worker's whole work.</summary>
public static class StillsWorker
{
    /// <summary>Picks the frames of a group at full size and looks at them: a worker's whole work.</summary>
    /// <param name="source">The video that was indexed.</param>
    /// <param name="index">Its index.</param>
    /// <param name="plan">What holds for all groups.</param>
    /// <param name="group">The frames.</param>
    /// <param name="looks">What to look for.</param>
    /// <param name="time">The clock that the work is timed by.</param>
    /// <param name="counted">Called for every frame.</param>
    /// <param name="cancellation">Gives up; nothing is left running.</param>
    public static async Task<StillsPartial> RunAsync(
        IVideoSource source, VideoIndex index, PlanTerms plan, StillGroup group, IReadOnlyList<PreparedStillAnalyzer> looks, TimeProvider time,
        Action? counted, CancellationToken cancellation)
    {
        try
        {
            return await LookAsync(source, index, plan, group, looks, time, counted, cancellation);
        }
        catch (UnsplittableVideoException) when (plan.UnsplittableReason is not null && index.Frames is not null)
        {
            // As when it was decoded first: the index is wrong (RangeAnalysis), and frames are numbered as they come.
            return await LookAsync(source, index with { Frames = null }, plan, group, looks, time, counted, cancellation);
        }
    }

    private static async Task<StillsPartial> LookAsync(
        IVideoSource source, VideoIndex index, PlanTerms plan, StillGroup group, IReadOnlyList<PreparedStillAnalyzer> looks, TimeProvider time,
        Action? counted, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var threads = plan.ThreadsPerWorker ?? Environment.ProcessorCount;
        var settings = new DecodeSettings([PixelLayout.Bgr24], index.Video.TimeBase, threads);
        var range = plan.SplitRange(index, group.Range with { SelectedBefore = 0 });
        if (range is null) await index.EnsureAllLoadedAsync(cancellation);
        var wanted = new RequestedFrames(source, index, settings, range, FrameSelection.Of(group.Frames));
        await using var crew = new StillAnalysisPool(looks, threads, cancellation);
        var delivered = 0;
        await foreach (var frame in wanted.DecodeAsync(cancellation))
        {
            await crew.AddAsync(frame.Number, frame.Frame.Pictures[0], _ => true);
            delivered++;
            counted?.Invoke();
        }
        return new StillsPartial(await crew.FinishAsync(), new RangeWork(
            group.Frames.Count, delivered, wanted.Missing, wanted.SamplesRead, wanted.FramesDecoded,
            source.Access.Bytes, source.Access.Requests, time.GetElapsedTime(started).TotalSeconds));
    }
}
