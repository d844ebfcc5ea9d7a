using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Storage;
using VideoPipeline.Video;
using VideoPipeline.Workers;

namespace VideoPipeline.Functions;

/// <summary>The state Look: picks the frames of one group at full size and looks at them.</summary>
public sealed class AnalyzeStillsFunction(IStore store, VideoSources sources, StillAnalyzers kinds, TimeProvider time)
{
    /// <summary>Writes the group's partial, unless it is there already, and <c>looks/&lt;n&gt;.json</c>.</summary>
    [LambdaFunction]
    public Task<DecodeAnswer> AnalyzeStills(AnalyzeStillsRequest request, ILambdaContext context) =>
        StepLog.RunAsync(
            context,
            StepSubject.Of(request),
            (measures, stop) => LookAsync(request, context as IFrameCounter, measures, stop),
            time);

    private async Task<DecodeAnswer> LookAsync(AnalyzeStillsRequest request, IFrameCounter? counter, StepMeasures measures, CancellationToken stop)
    {
        var started = time.GetUtcNow();
        var keys = new RunKeys(request.Run);
        var input = ExecutionInput.Parse(request.Input);
        var index = (await StoredIndex.OpenAsync(store, keys, stop)).Index;
        var plan = request.Plan;
        var key = PartialKey.Of(index.Source, request.Group, plan, request.Run);

        var partial = await store.GetPartialAsync(key, PartialFile.ReadStills, stop);
        var reused = partial is not null;
        if (partial is null)
        {
            var looks = await kinds.PrepareAsync(input, plan.Stills, stop);
            await using var source = await sources.OpenAsync(input.Video, index.Source, stop);
            partial = await StillsWorker.RunAsync(source, index, plan, request.Group, looks, time, () => counter?.Count(1), stop);
            await store.PutAsync(key, (stream, _) => Task.Run(() => PartialFile.Write(stream, partial), stop), stop);
        }
        else counter?.Count(partial.Work.Delivered);

        measures.Frames = partial.Work.Delivered;
        if (!reused) measures.Bytes = partial.Work.Bytes;
        if (input.Strict) partial.Work.RequireAll(input.Video);
        var report = new RangeReport(key, reused, started, time.GetUtcNow());
        await store.PutBytesAsync(keys.StillsReport(request.Group.Index), report.ToBytes(), stop);
        return new DecodeAnswer { Frames = partial.Work.Delivered, Reused = reused };
    }
}
