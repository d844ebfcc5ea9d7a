using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Batches;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Functions.Queue;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.Sources.S3;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>
/// The function of the batch state machine: queues an execution for each video and image below a prefix, then counts how many
/// wait, run and have ended.
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
        if (file.Listed)
        {
            file = await CountAsync(file, waiting, cancellation);
        }
        else
        {
            file = await QueueAsync(file, input, request.Execution, waiting, cancellation);
            waiting = await _queue.ListNamesAsync(cancellation);
        }

        await file.WriteAsync(store, request.Batch, cancellation);
        var waits = file.Open.Count(waiting.Contains);
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
            s3, input.Bucket, settings.UploadOptions ?? "", input.Options);
        var (objects, next) = await new VersionListing(s3, input.Bucket).ListAsync(input.Prefix, file.Marker, cancellation);
        var uploads = new UploadIntake(new Rejections(store), reader, input.Bucket);
        var found = await ReadAhead.InOrderAsync(
            objects, Concurrency, (item, stop) => QueueAsync(uploads, item, batch, waiting, stop), cancellation)
            .ToListAsync(cancellation);
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
        UploadIntake uploads, CreatedObject item, string batch, IReadOnlySet<string> waiting, CancellationToken cancellation)
    {
        if (item.Key.EndsWith(UploadOptions.SidecarSuffix, StringComparison.Ordinal)) return (null, Outcome.Ignored);
        Upload? upload;
        try
        {
            upload = await uploads.ReadAsync(item, cancellation);
        }
        catch (Exception reason) when (!TransientError.Is(reason))
        {
            return (null, Outcome.Rejected);
        }

        if (upload is null) return (null, Outcome.Ignored);
        if (await NextNameAsync(upload, cancellation) is not { } name) return (null, Outcome.HasResults);
        if (!waiting.Contains(name)) await _queue.AddAsync(new Ticket(name, upload.Input, batch), arrival: null, cancellation);
        return (name, Outcome.Queued);
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
        // Whether each succeeded; null if it has not ended.
        var ended = await ReadAhead.InOrderAsync(
            file.Open,
            Concurrency,
            (name, stop) => waiting.Contains(name) ? Task.FromResult<bool?>(null) : HasSucceededAsync(name, stop),
            cancellation).ToListAsync(cancellation);
        return file with
        {
            Open = [.. file.Open.Where((_, i) => ended[i] is null)],
            Succeeded = file.Succeeded + ended.Count(success => success == true),
            Failed = file.Failed + ended.Count(success => success == false),
            Counts = file.Counts + 1,
        };
    }

    private async Task<bool?> HasSucceededAsync(string name, CancellationToken cancellation)
    {
        var keys = new RunKeys(name);
        return await store.ExistsAsync(keys.Summary, cancellation) ? true
            : await store.ExistsAsync(keys.Failure, cancellation) ? false
            : null;
    }

    private enum Outcome
    {
        Ignored,
        HasResults,
        Queued,
        Rejected,
    }
}
