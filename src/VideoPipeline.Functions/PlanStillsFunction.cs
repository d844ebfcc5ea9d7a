using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Planning;
using VideoPipeline.Results;
using VideoPipeline.Results.Partials;
using VideoPipeline.Results.StillFrames;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Functions;

/// <summary>The state Shots: finds the shots, and chooses which of their frames take a second look, at full size.</summary>
public sealed class PlanStillsFunction(IStore store, Settings settings, TimeProvider time)
{
    /// <summary>Writes <c>looks.json</c>.</summary>
    [LambdaFunction]
    public Task<PlanReference> PlanStills(StepRequest request, ILambdaContext context) =>
        StepLog.RunAsync(context, StepSubject.Of(request), (_, stop) => ShotsAsync(request, stop), time);

    private async Task<PlanReference> ShotsAsync(StepRequest request, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        var keys = new RunKeys(request.Run);
        var index = (await store.GetIndexAsync(keys, stop)).Index;
        var plan = await store.GetPlanAsync(keys, stop);
        var all = Partial.Merge([.. (await store.GetRangesAsync(keys, plan, stop)).Select(range => range.Partial)]);
        var shots = RunResults.ShotsOf(index, ExecutionInput.Parse(request.Input).Selection(), all);

        // What a look has found already, where it was decoded first, is not decoded again for it.
        var found = all.StillResults.Select(finding => (finding.Analyzer, finding.Frame)).ToHashSet();
        var frames = (plan.Stills ?? []).SelectMany(look =>
            SampledFrames.OfShots(look, all, index.Video.TimeBase, shots).Where(frame => !found.Contains((look.Name, frame))));
        var looks = StillsPlan.Make(index, plan, FrameSet.Of(frames.Distinct().Order()));
        looks = looks with { Seconds = time.GetElapsedTime(started).TotalSeconds };
        await store.PutBytesAsync(keys.Stills, looks.ToBytes(), stop);
        return new PlanReference
        {
            Bucket = settings.Bucket,
            Key = keys.Stills,
            Workers = looks.Workers,
            Terms = looks.Terms(plan, settings.SharedProcessors),
        };
    }
}
