using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Indexing;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Sources;
using VideoPipeline.Storage;
using VideoPipeline.Temporary;

namespace VideoPipeline.Functions;

/// <summary>The function of the state Index: indexes the video.</summary>
internal sealed class IndexFunction(IStore store, VideoSources sources, Settings settings, TimeProvider time)
{
    /// <summary>Writes <c>input.json</c>, <c>index.json</c> and <c>index.tables</c>.</summary>
    [LambdaFunction]
    public Task<Reference> Index(StepRequest request, ILambdaContext context) =>
        StepLog.RunAsync(
            context, StepSubject.Of(request), (metrics, cancellation) => IndexAsync(request, metrics, cancellation), time);

    private async Task<Reference> IndexAsync(StepRequest request, StepMetrics metrics, CancellationToken cancellation)
    {
        var keys = new RunKeys(request.Run);
        var input = ExecutionInput.Parse(request.Input);
        var stored = JsonSerializer.SerializeToUtf8Bytes(ExecutionInput.WithoutSecrets(request.Input));
        await store.PutBytesAsync(keys.Input, stored, cancellation);

        var started = time.GetTimestamp();
        using var folder = new WorkingFolder();
        await using var source = await sources.OpenAsync(input.Video, expected: null, cancellation);
        var index = await Indexer.ReadAsync(source, input.Stream, folder.Path, cancellation);
        metrics.Bytes = source.Access.Bytes;
        var file = new IndexFile(index, source.Access, time.GetElapsedTime(started).TotalSeconds);
        await StoredIndex.WriteAsync(store, keys, file, cancellation);
        return new Reference { Bucket = settings.Bucket, Key = keys.Index };
    }
}
