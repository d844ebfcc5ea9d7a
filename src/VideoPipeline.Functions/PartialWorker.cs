using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Stills;
using VideoPipeline.Storage;
using VideoPipeline.Video;
using VideoPipeline.Workers;

namespace VideoPipeline.Functions;

/// <summary>One partial result: where it is stored and how it is computed.</summary>
/// <typeparam name="TPartial">The type of the partial.</typeparam>
/// <param name="Key">The key of the partial.</param>
/// <param name="ComputeAsync">Computes it from the video with the prepared still analyzers; calls the action per frame.</param>
internal sealed record PartialTask<TPartial>(
    string Key, Func<IVideoSource, IReadOnlyList<PreparedStillAnalyzer>, Action, Task<TPartial>> ComputeAsync);

/// <summary>The ages of partials.</summary>
internal static class PartialAges
{
    /// <summary>
    /// The age from which a partial that is reused is renewed. The bucket's partials expire after 30 days; an execution runs for
    /// up to 7 days, may be redriven within 14 days, and runs for up to 7 days again.
    /// </summary>
    public static readonly TimeSpan Renewed = TimeSpan.FromDays(2);
}

/// <summary>Computes a partial and stores it, unless the store already has it. Shared by Decode and AnalyzeStills.</summary>
/// <typeparam name="TPartial"><see cref="Partial"/> for a range, <see cref="StillsPartial"/> for a group of stills.</typeparam>
/// <param name="store">The store.</param>
/// <param name="sources">Opens the video.</param>
/// <param name="analyzers">Prepares the still analyzers.</param>
/// <param name="time">The clock.</param>
/// <param name="read">Reads a partial from a stream; the string names it in messages.</param>
/// <param name="write">Writes a partial to a stream.</param>
/// <param name="workOf">The work that a partial records.</param>
internal sealed class PartialWorker<TPartial>(
    IStore store, VideoSources sources, StillAnalyzerRegistry analyzers, TimeProvider time,
    Func<Stream, string, TPartial> read, Action<Stream, TPartial> write, Func<TPartial, RangeWork> workOf)
    where TPartial : class
{
    /// <summary>Computes or finds the partial and writes the worker's report.</summary>
    /// <param name="request">The invocation's input.</param>
    /// <param name="plan">The plan's terms, which apply to all ranges or groups.</param>
    /// <param name="reportKey">The key of the worker's report.</param>
    /// <param name="createTask">Describes the partial, given the video's index and the execution's input.</param>
    /// <param name="counter">Receives the number of frames analyzed; null to count none.</param>
    /// <param name="metrics">Receives the step's metrics.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<WorkerResult> RunAsync(
        RunRequest request, PlanSettings plan, string reportKey,
        Func<VideoIndex, ExecutionInput, PartialTask<TPartial>> createTask, IFrameCounter? counter, StepMetrics metrics,
        CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        var input = ExecutionInput.Parse(request.Input);
        // The rows of the tables are loaded on demand: a worker reads only those that it needs.
        var index = (await StoredIndex.OpenAsync(store, new RunKeys(request.Run), cancellation)).Index;
        var task = createTask(index, input);

        var stored = await store.GetPartialAsync(task.Key, read, cancellation);
        // It must not expire before Reduce reads it, after a redrive too.
        if (stored is not null && !await store.RenewAsync(task.Key, PartialAges.Renewed, cancellation)) stored = null;
        TPartial partial;
        try
        {
            partial = stored ?? await ComputeAsync(task, input, index.Source, plan, counter, cancellation);
        }
        catch (UnsplittableVideoException unsplittable) when (plan.UnsplittableReason is null)
        {
            // The next state reads this report and has the video planned again, as a single range.
            var finding = new RangeReport(null, Reused: false, started, time.GetUtcNow(), unsplittable.Message);
            await store.PutBytesAsync(reportKey, finding.ToBytes(), cancellation);
            metrics.Outcome = "completed: the video cannot be split, and is planned again as a single range";
            return new WorkerResult { Frames = 0, Reused = false };
        }

        var (work, reused) = (workOf(partial), stored is not null);
        if (reused) counter?.Count(work.Delivered);

        metrics.Frames = work.Delivered;
        if (!reused) metrics.Bytes = work.Bytes;
        if (input.Strict) work.ThrowIfIncomplete(input.Video);
        var report = new RangeReport(task.Key, reused, started, time.GetUtcNow());
        await store.PutBytesAsync(reportKey, report.ToBytes(), cancellation);
        return new WorkerResult { Frames = work.Delivered, Reused = reused };
    }

    private async Task<TPartial> ComputeAsync(
        PartialTask<TPartial> task, ExecutionInput input, SourceIdentity identity, PlanSettings plan, IFrameCounter? counter,
        CancellationToken cancellation)
    {
        var prepared = await analyzers.PrepareAsync(input, plan.Stills, cancellation);
        await using var source = await sources.OpenAsync(input.Video, identity, cancellation);
        var partial = await task.ComputeAsync(source, prepared, () => counter?.Count(1));
        await store.PutAsync(task.Key, (stream, _) => Task.Run(() => write(stream, partial), cancellation), cancellation);
        return partial;
    }
}
