using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Looks;
using VideoPipeline.Results;
using VideoPipeline.Results.Partials;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>The state Shots: finds the shots, and chooses which of their frames take a second look, at full size.</summary>
public sealed class ShotsFunction(IStore store, Settings settings, TimeProvider time)
{
    /// <summary>Writes <c>looks.json</c>.</summary>
    [LambdaFunction]
    public async Task<PlanReference> Shots(StepRequest request, ILambdaContext context)
    {
        using var invocation = InvocationToken.Of(context);
        var stop = invocation.Token;
        var started = time.GetTimestamp();
        var keys = new RunKeys(request.Run);
        var index = (await store.GetIndexAsync(keys, stop)).Index;
        var plan = await store.GetPlanAsync(keys, stop);
        var all = Partial.Merge([.. (await store.GetRangesAsync(keys, plan, stop)).Select(range => range.Partial)]);
        var shots = RunResults.Of(index, ExecutionInput.Parse(request.Input).Picks(), all).Summary.Shots;

        // What every look has found already, where it was decoded first, is not decoded again.
        var found = all.Findings.CountBy(finding => finding.Frame).ToDictionary();
        var frames = DueFrames.OfShots(all, shots).Where(frame => found.GetValueOrDefault(frame) < (plan.Looks?.Count ?? 0));
        var looks = LookPlan.Make(index, plan, [.. frames]);
        looks = looks with { Seconds = time.GetElapsedTime(started).TotalSeconds };
        await store.PutBytesAsync(keys.Looks, looks.ToBytes(), stop);
        return new PlanReference
        {
            Bucket = settings.Bucket,
            Key = keys.Looks,
            Workers = looks.Workers,
            Terms = looks.Terms(plan, settings.SharedProcessors),
        };
    }
}
