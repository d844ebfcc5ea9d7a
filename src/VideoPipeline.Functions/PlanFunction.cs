using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Planning;
using VideoPipeline.Stills;
using VideoPipeline.Storage;
using VideoPipeline.Video;
using VideoPipeline.Workers;

namespace VideoPipeline.Functions;

/// <summary>The state Plan: cuts the video into ranges.</summary>
public sealed class PlanFunction(IStore store, Settings settings, StillAnalyzers kinds, TimeProvider time)
{
    /// <summary>Writes <c>plan.json</c>.</summary>
    [LambdaFunction]
    public Task<PlanReference> Plan(StepRequest request, ILambdaContext context) =>
        StepLog.RunAsync(context, StepSubject.Of(request), (_, stop) => PlanAsync(request, stop), time);

    private async Task<PlanReference> PlanAsync(StepRequest request, CancellationToken stop)
    {
        var keys = new RunKeys(request.Run);
        var input = ExecutionInput.Parse(request.Input);
        var started = time.GetTimestamp();
        var index = (await store.GetIndexAsync(keys, stop)).Index;
        if (request.SingleRange)
            await foreach (var failure in store.ListAsync(keys.Failures, stop))
                await store.DeleteAsync(failure, stop);

        var looks = await kinds.PrepareAsync(input, stop);
        foreach (var look in looks) look.Check();
        var plan = Planner.Make(
            index,
            input.Workers ?? settings.SharedProcessors ?? Settings.WorkersOfTheirOwn,
            settings.SharedProcessors,
            input.FramesPerRange,
            request.SingleRange ? "a worker found that it does not decode alike when it is cut" : null,
            input.Selection());
        plan = plan with { Stills = looks.Count > 0 ? [.. looks.Select(look => look.Spec)] : null, Seconds = time.GetElapsedTime(started).TotalSeconds };
        await store.PutBytesAsync(keys.Plan, PlanFile.ToBytes(plan), stop);
        // As what it is declared to be: without the ranges.
        return new PlanReference { Bucket = settings.Bucket, Key = keys.Plan, Workers = plan.Workers, Terms = plan };
    }
}
