using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Batches;
using VideoPipeline.Functions.Completions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Functions.Queue;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.Sources.S3;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>
/// The function of the batch state machine: queues an execution for each video and image below a prefix, then counts how many wait,
/// run and have ended.
/// </summary>
internal sealed class BatchFunction(IStore store, S3Clients s3, Settings settings, TimeProvider time)
{
    private const int Concurrency = 16, MaxAttempts = 99, MinWait = 15, MaxWait = 300;

    private readonly TicketQueue _queue = new(store, time);

    /// <summary>Queues the next objects, or counts if all are queued. A repetition has no other effect.</summary>
    /// <exception cref="InvalidInputException">The input of the batch is invalid.</exception>
    [LambdaFunction]
    public Task<BatchProgress> Batch(BatchRequest request, ILambdaContext context) => StepLog.RunAsync(
        context,
        new StepSubject(request.Batch, null, null),
        (_, cancellation) => ContinueAsync(request, BatchInput.Parse(request.Input), cancellation),
        time);

    private async Task<BatchProgress> ContinueAsync(BatchRequest request, BatchInput input, CancellationToken cancellation)
    {
        var file = await BatchFile.ReadAsync(store, request.Batch, cancellation);
        var waiting = await _queue.ListNamesAsync(cancellation);
        file = file.Listed
            ? await CountAsync(file, waiting, cancellation)
            : await QueueAsync(file, input, request.Execution, waiting, cancellation);
        await file.WriteAsync(store, request.Batch, cancellation);
        var waits = file.Open.Count((await _queue.ListNamesAsync(cancellation)).Contains);
        return new BatchProgress
        {
            Listed = file.Listed,
            Skipped = file.Skipped,
            Waiting = waits,
            Running = file.Open.Count - waits,
            Succeeded = file.Succeeded,
            Failed = file.Failed,
            Done = file.Listed && file.Open.Count == 0,
            Wait = Math.Min(MaxWait, MinWait * (file.Counts + 1)),
        };
    }

    private async Task<BatchFile> QueueAsync(
        BatchFile file, BatchInput input, string batch, IReadOnlySet<string> waiting, CancellationToken cancellation)
    {
        var reader = new UploadReader(
            s3, input.Bucket, UploadOptions.FromText(settings.UploadOptions ?? ""), input.Options);
        var (objects, next) = await new VersionListing(s3, input.Bucket).ListAsync(input.Prefix, file.Marker, cancellation);
        var found = new (string? Name, Outcome Outcome)[objects.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, objects.Count),
            parallel,
            async (i, stop) => found[i] = await QueueAsync(reader, input.Bucket, objects[i], batch, waiting, stop));
        return file with
        {
            Open = [.. file.Open, .. found.Where(one => one.Outcome == Outcome.Queued).Select(one => one.Name!)],
            Skipped = file.Skipped + found.Count(one => one.Outcome == Outcome.HasResults),
            Failed = file.Failed + found.Count(one => one.Outcome == Outcome.Rejected),
            Marker = next,
            Listed = next is null,
        };
    }

    private async Task<(string? Name, Outcome Outcome)> QueueAsync(
        UploadReader reader, string bucket, CreatedObject item, string batch, IReadOnlySet<string> waiting,
        CancellationToken cancellation)
    {
        if (item.Key.EndsWith(UploadOptions.SidecarSuffix, StringComparison.Ordinal)) return (null, Outcome.Ignored);
        try
        {
            if (await reader.ReadAsync(item, cancellation) is not { } upload) return (null, Outcome.Ignored);
            var input = upload.Input;
            ExecutionInput.Parse(JsonSerializer.SerializeToElement(input));
            if (await NextNameAsync(upload, cancellation) is not { } name) return (null, Outcome.HasResults);
            if (!waiting.Contains(name)) await _queue.AddAsync(new Ticket(name, input, batch), cancellation);
            return (name, Outcome.Queued);
        }
        catch (InvalidInputException invalid)
        {
            var name = new Upload(bucket, item.Key, item.VersionId, item.ETag).ExecutionName;
            var record = new FailureRecord { Error = nameof(InvalidInputException), Cause = invalid.Message };
            await FailureRecords.WriteAsync(store, RunKeys.Rejected(name), record, cancellation);
            return (null, Outcome.Rejected);
        }
    }

    // The name of the first execution that has not failed; null if one succeeded. Step Functions does not reuse names.
    private async Task<string?> NextNameAsync(Upload upload, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt < MaxAttempts; attempt++)
        {
            var keys = new RunKeys(upload.NameOf(attempt));
            if (await store.ExistsAsync(keys.Summary, cancellation)) return null;
            if (!await store.ExistsAsync(keys.Failure, cancellation)) return upload.NameOf(attempt);
        }
        return upload.NameOf(MaxAttempts);
    }

    private async Task<BatchFile> CountAsync(BatchFile file, IReadOnlySet<string> waiting, CancellationToken cancellation)
    {
        var ended = new bool?[file.Open.Count]; // whether it succeeded; null if it has not ended
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, ended.Length), parallel, async (i, stop) =>
        {
            if (waiting.Contains(file.Open[i])) return;
            var keys = new RunKeys(file.Open[i]);
            ended[i] = await store.ExistsAsync(keys.Summary, stop) ? true
                : await store.ExistsAsync(keys.Failure, stop) ? false
                : null;
        });
        return file with
        {
            Open = [.. file.Open.Where((_, i) => ended[i] is null)],
            Succeeded = file.Succeeded + ended.Count(success => success == true),
            Failed = file.Failed + ended.Count(success => success == false),
            Counts = file.Counts + 1,
        };
    }

    private enum Outcome
    {
        Ignored,
        HasResults,
        Queued,
        Rejected,
    }
}
