using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Results.Partials;
using VideoPipeline.Sources;
using VideoPipeline.Storage;
using VideoPipeline.Workers;

namespace VideoPipeline.Functions;

/// <summary>The function of the state AnalyzeStillGroup: decodes one group of frames at full size and analyzes it.</summary>
internal sealed class AnalyzeStillsFunction(
    IStore store, VideoSources sources, StillAnalyzerRegistry analyzers, TimeProvider time)
{
    private readonly PartialWorker<StillsPartial> _worker = new(
        store, sources, analyzers, time, PartialFile.ReadStills, PartialFile.Write, partial => partial.Work);

    /// <summary>Writes the group's partial, unless the store already has it, and <c>stills/&lt;n&gt;.json</c>.</summary>
    [LambdaFunction]
    public Task<WorkerResult> AnalyzeStills(AnalyzeStillsRequest request, ILambdaContext context) =>
        StepLog.RunAsync(
            context,
            StepSubject.Of(request),
            (metrics, cancellation) => AnalyzeAsync(request, context as IFrameCounter, metrics, cancellation),
            time);

    private Task<WorkerResult> AnalyzeAsync(
        AnalyzeStillsRequest request, IFrameCounter? counter, StepMetrics metrics, CancellationToken cancellation)
    {
        var (group, plan) = (request.Group, request.Plan);
        return _worker.RunAsync(
            request,
            plan,
            new RunKeys(request.Run).StillsReport(group.Index),
            (index, _) => new PartialTask<StillsPartial>(
                PartialKey.Compute(index.Source, group, plan, request.Run),
                (source, prepared, countFrame) => StillsWorker.RunAsync(
                    source, index, plan, group, prepared, time, countFrame, cancellation)),
            counter,
            metrics,
            cancellation);
    }
}
