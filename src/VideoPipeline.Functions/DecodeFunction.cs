using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Analysis;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Results.Partials;
using VideoPipeline.Sources;
using VideoPipeline.Storage;
using VideoPipeline.Workers;

namespace VideoPipeline.Functions;

/// <summary>The function of the state DecodeRange: decodes and analyzes one range.</summary>
internal sealed class DecodeFunction(IStore store, VideoSources sources, StillAnalyzerRegistry analyzers, TimeProvider time)
{
    private readonly PartialWorker<Partial> _worker = new(
        store, sources, analyzers, time, PartialFile.Read, PartialFile.Write, partial => partial.Work);

    /// <summary>Writes the range's partial, unless the store already has it, and <c>ranges/&lt;n&gt;.json</c>.</summary>
    [LambdaFunction]
    public Task<WorkerResult> Decode(DecodeRequest request, ILambdaContext context) =>
        StepLog.RunAsync(
            context,
            StepSubject.Of(request),
            (metrics, cancellation) => DecodeAsync(request, context as IFrameCounter, metrics, cancellation),
            time);

    private Task<WorkerResult> DecodeAsync(
        DecodeRequest request, IFrameCounter? counter, StepMetrics metrics, CancellationToken cancellation)
    {
        var (range, plan) = (request.Range, request.Plan);
        return _worker.RunAsync(
            request,
            plan,
            new RunKeys(request.Run).RangeReport(range.Index),
            (index, input) =>
            {
                var options = new AnalysisOptions(input.Rgb);
                var selection = input.GetSelection();
                return new PartialTask<Partial>(
                    PartialKey.Compute(index.Source, range, plan, options, selection, request.Run),
                    (source, prepared, countFrame) => RangeWorker.RunAsync(
                        source, index, plan, range, options, selection, prepared, time, countFrame, cancellation));
            },
            counter,
            metrics,
            cancellation);
    }
}
