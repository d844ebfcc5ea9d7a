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

/// <summary>Decodes the still frames of a group and analyzes them: the work of one worker.</summary>
internal static class StillsWorker
{
    /// <summary>Decodes and analyzes the still frames of a group at full size.</summary>
    /// <param name="source">The indexed video.</param>
    /// <param name="index">The index of the video.</param>
    /// <param name="plan">The terms of the plan, which apply to all groups.</param>
    /// <param name="group">The frames.</param>
    /// <param name="analyzers">The still analyzers.</param>
    /// <param name="time">The clock that measures the work.</param>
    /// <param name="frameAnalyzed">Called for every analyzed frame.</param>
    /// <param name="cancellation">Cancels the operation; no process is left running.</param>
    public static async Task<StillsPartial> RunAsync(
        IVideoSource source, VideoIndex index, PlanSettings plan, StillGroup group,
        IReadOnlyList<PreparedStillAnalyzer> analyzers, TimeProvider time, Action? frameAnalyzed, CancellationToken cancellation)
    {
        try
        {
            return await DecodeAsync(source, index, plan, group, analyzers, time, frameAnalyzed, cancellation);
        }
        catch (UnsplittableVideoException) when (plan.UnsplittableReason is not null && index.Frames is not null)
        {
            // As in RangeWorker: the index is wrong, and frames are numbered in the order of decoding.
            return await DecodeAsync(
                source, index with { Frames = null }, plan, group, analyzers, time, frameAnalyzed, cancellation);
        }
    }

    private static async Task<StillsPartial> DecodeAsync(
        IVideoSource source, VideoIndex index, PlanSettings plan, StillGroup group,
        IReadOnlyList<PreparedStillAnalyzer> analyzers, TimeProvider time, Action? frameAnalyzed, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var threads = plan.ThreadsPerWorker ?? Environment.ProcessorCount;
        var settings = new DecodeSettings([PixelLayout.Bgr24], index.Video.TimeBase, threads);
        var range = plan.GetIndependentRange(index, group.Range with { SelectedBefore = 0 });
        if (range is null) await index.EnsureAllLoadedAsync(cancellation);
        var requested = new RequestedFrames(source, index, settings, range, FrameSelection.Of(group.Frames));
        await using var pool = new StillAnalysisPool(analyzers, threads, cancellation);
        var delivered = 0;
        await foreach (var frame in requested.DecodeAsync(cancellation))
        {
            await pool.AddAsync(frame.Number, frame.Frame.Pictures[0], _ => true);
            delivered++;
            frameAnalyzed?.Invoke();
        }
        return new StillsPartial(await pool.FinishAsync(), new RangeWork(
            group.Frames.Count, delivered, requested.Missing, requested.SamplesRead, requested.FramesDecoded,
            source.Access.Bytes, source.Access.Requests, time.GetElapsedTime(started).TotalSeconds));
    }
}
