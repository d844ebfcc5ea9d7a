using System.Security.Cryptography;
using System.Text;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.StepFunctions;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Functions.Queue;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.Sources.S3;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>
/// Queues an execution for each upload, and starts queued executions while fewer than a maximum are running. Its events come
/// from a first-in-first-out queue with a single message group, so it never runs twice at the same time.
/// </summary>
internal sealed class StartFunction(
    IStore store, S3Clients s3, IAmazonStepFunctions stepFunctions, Settings settings, TimeProvider time)
{
    // No upload may use up the time that starting what waits needs.
    private static readonly TimeSpan s_timePerUpload = TimeSpan.FromSeconds(15), s_timeToAdmit = TimeSpan.FromSeconds(30);

    private readonly TicketQueue _queue = new(store, time);
    private readonly Rejections _rejections = new(store);
    private readonly UploadReader _reader = new(s3, settings.Bucket, settings.UploadOptions ?? "");

    /// <summary>
    /// Handles uploads, each on its own, and on any event, such as the end of an execution, starts what fits. An upload that
    /// cannot be analyzed is rejected: logged as an error, with a file in <c>rejected/</c>. Only events that failed for a reason
    /// that can pass are delivered again, or, if it throws, all of the batch. That has no effect for those that were handled:
    /// the name of an execution and the key of its ticket are the same again.
    /// </summary>
    [LambdaFunction]
    public async Task<StartResult> Start(QueuedEvents events, ILambdaContext context)
    {
        var (queued, failed) = (new List<string>(), new List<BatchItemFailure>());
        foreach (var entry in events.Records)
        {
            if (context.RemainingTime < s_timeToAdmit)
            {
                failed.Add(new BatchItemFailure(entry.MessageId));
                continue;
            }

            try
            {
                if (await HandleAsync(entry, context) is { } name && !queued.Contains(name)) queued.Add(name);
            }
            catch (SourceUnavailableException)
            {
                failed.Add(new BatchItemFailure(entry.MessageId));
            }
            catch (Exception)
            {
                // Rejected, and logged as an error; a repetition would fail again.
            }
        }

        using var invocation = InvocationToken.Create(context);
        var admission = new Admission(
            stepFunctions, _queue, settings.RequiredStateMachine, settings.MaxExecutions,
            (key, reason, cancellation) => RejectTicketAsync(key, reason, context, cancellation));
        var started = await admission.AdmitAsync(invocation.Token);
        return new StartResult { Queued = queued, Started = started, BatchItemFailures = failed };
    }

    // Returns the name of the queued execution; null if the event queues none.
    private async Task<string?> HandleAsync(QueuedEvent entry, ILambdaContext context)
    {
        ObjectCreatedDetail? created = null;
        InvalidInputException? invalid = null;
        try
        {
            created = UploadEvent.Read(entry.Body);
            if (created is null) return null;
        }
        catch (InvalidInputException unreadable)
        {
            invalid = unreadable;
        }

        var subject = new StepSubject(null, null, created is null ? null : $"s3://{created.Bucket.Name}/{created.Object.Key}");
        return await StepLog.RunAsync(
            context,
            subject,
            async (metrics, cancellation) =>
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                limit.CancelAfter(s_timePerUpload);
                try
                {
                    return created is not null
                        ? await QueueAsync(created, entry.Sent, metrics, limit.Token)
                        : await RejectAsync(NamelessEvent(entry.Body), invalid!, limit.Token);
                }
                catch (Exception failure) when (failure is not SourceUnavailableException && TransientError.Is(failure))
                {
                    // One name for the log, which the alarm on rejected uploads leaves out.
                    throw new SourceUnavailableException($"{failure.Message} The event will be delivered again.", failure);
                }
            },
            time,
            nameof(Start));
    }

    private async Task<string?> QueueAsync(
        ObjectCreatedDetail created, DateTimeOffset? sent, StepMetrics metrics, CancellationToken cancellation)
    {
        if (created.Bucket.Name != settings.Bucket)
        {
            var item = created.Object;
            return await RejectAsync(
                new Upload(created.Bucket.Name, item.Key, item.VersionId, item.ETag),
                new InvalidInputException(
                    $"The event comes from the bucket {created.Bucket.Name} instead of {settings.Bucket}. "
                    + "Correct the event pattern of the rule."),
                cancellation);
        }

        var uploads = new UploadIntake(_rejections, _reader, settings.Bucket);
        if (await uploads.ReadAsync(created.Object, cancellation) is not { } upload)
        {
            metrics.Outcome = "ignored: neither a video nor an image";
            return null;
        }

        await _queue.AddAsync(new Ticket(upload.ExecutionName, upload.Input), sent, cancellation);
        return upload.ExecutionName;
    }

    private async Task<string?> RejectAsync(Upload rejected, InvalidInputException reason, CancellationToken cancellation)
    {
        await _rejections.AddAsync(rejected, reason, cancellation);
        throw reason;
    }

    private async Task RejectTicketAsync(
        string key, InvalidInputException reason, ILambdaContext context, CancellationToken cancellation)
    {
        await _rejections.AddTicketAsync(settings.Bucket, key, reason, cancellation);
        var subject = new StepSubject(null, null, $"s3://{settings.Bucket}/{key}");
        StepLog.WriteFailure(context, subject, reason, time, nameof(Start));
    }

    // An event without an object still needs a name for its file in rejected/.
    private Upload NamelessEvent(string body) =>
        new(settings.Bucket, "event", null, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))));
}
