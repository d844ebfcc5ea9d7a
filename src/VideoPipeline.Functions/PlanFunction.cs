using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Planning;
using VideoPipeline.Storage;
using VideoPipeline.Workers;

namespace VideoPipeline.Functions;

/// <summary>The function of the states Plan and PlanSingleRange: splits the video into ranges.</summary>
internal sealed class PlanFunction(IStore store, Settings settings, StillAnalyzerRegistry analyzers, TimeProvider time)
{
    /// <summary>Writes <c>plan.json</c>.</summary>
    [LambdaFunction]
    public Task<PlanReference> Plan(StepRequest request, ILambdaContext context) =>
        StepLog.RunAsync(context, StepSubject.Of(request), (_, cancellation) => PlanAsync(request, cancellation), time);

    private async Task<PlanReference> PlanAsync(StepRequest request, CancellationToken cancellation)
    {
        var keys = new RunKeys(request.Run);
        var input = ExecutionInput.Parse(request.Input);
        var started = time.GetTimestamp();
        var index = (await store.GetIndexAsync(keys, cancellation)).Index;
        var prepared = await analyzers.PrepareAsync(input, cancellation);
        foreach (var analyzer in prepared) analyzer.Check();
        var plan = Planner.Create(
            index,
            settings.SharedProcessors is { } processors
                ? input.Workers ?? processors
                : Math.Min(input.Workers ?? Settings.DefaultWorkers, settings.MaxWorkers),
            settings.SharedProcessors,
            input.FramesPerRange,
            request.SingleRange ? "a range did not decode to the frames of the index" : null,
            input.GetSelection(),
            settings.SharedProcessors is null ? new RemoteWorker(settings.WorkerMegabytes) : null);
        if (plan.LongestRangeSeconds > RemoteWorker.TimeLimit) throw TakesTooLong(plan);
        plan = plan with
        {
            Stills = prepared.Count > 0 ? [.. prepared.Select(analyzer => analyzer.Spec)] : null,
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
        await store.PutBytesAsync(keys.Plan, PlanFile.ToBytes(plan), cancellation);
        // Terms is serialized as its declared type PlanSettings, which has no ranges.
        return new PlanReference { Bucket = settings.Bucket, Key = keys.Plan, Workers = plan.Workers, Terms = plan };
    }

    private static LimitExceededException TakesTooLong(Plan plan)
    {
        var reason = plan.UnsplittableReason ?? "its key frames are too far apart, or its server does not support range requests";
        return new LimitExceededException(
            $"The video cannot be split into ranges that are short enough ({reason}): " +
            $"{RemoteWorker.DescribeLimit(plan.LongestRangeSeconds!.Value)}. " +
            "Analyze it on one machine (videopipeline run VIDEO), or convert it to a video that can be split.");
    }
}
