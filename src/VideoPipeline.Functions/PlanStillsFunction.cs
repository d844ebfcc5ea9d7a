using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Planning;
using VideoPipeline.Results;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Partials;
using VideoPipeline.Results.StillFrames;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Functions;

/// <summary>The function of the state PlanStills: detects the shots and chooses the frames to analyze as stills.</summary>
internal sealed class PlanStillsFunction(IStore store, Settings settings, TimeProvider time)
{
    /// <summary>Writes <c>stills.json</c>.</summary>
    [LambdaFunction]
    public Task<PlanReference> PlanStills(StepRequest request, ILambdaContext context) =>
        StepLog.RunAsync(context, StepSubject.Of(request), (_, cancellation) => PlanStillsAsync(request, cancellation), time);

    private async Task<PlanReference> PlanStillsAsync(StepRequest request, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var keys = new RunKeys(request.Run);
        var index = (await store.GetIndexAsync(keys, cancellation)).Index;
        var plan = await store.GetPlanAsync(keys, cancellation);
        using var merger = new PartialMerger();
        await foreach (var (_, partial) in store.ReadRangesAsync(keys, plan, cancellation))
            merger.Add(partial with { Arrays = partial.Arrays.WithColumns(FrameColumns.Names) });
        var all = merger.Finish();
        var shots = RunResults.ComputeShots(index, ExecutionInput.Parse(request.Input).GetSelection(), all);

        // Frames that an analyzer has already analyzed in Decode are not decoded for it again.
        var analyzed = all.StillResults.Select(result => (result.Analyzer, result.Frame)).ToHashSet();
        var frames = (plan.Stills ?? []).SelectMany(analyzer =>
            SampledFrames.SelectForShots(analyzer, all, index.Video.TimeBase, shots)
                .Where(frame => !analyzed.Contains((analyzer.Name, frame))));
        var stills = StillsPlan.Create(index, plan, FrameSet.Of(frames.Distinct().Order()));
        stills = stills with { Seconds = time.GetElapsedTime(started).TotalSeconds };
        await store.PutBytesAsync(keys.Stills, stills.ToBytes(), cancellation);
        return new PlanReference
        {
            Bucket = settings.Bucket,
            Key = keys.Stills,
            Workers = stills.Workers,
            Terms = stills.GetSettings(plan, settings.SharedProcessors),
        };
    }
}
