using System.Text.Json;
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
    private readonly TicketQueue _queue = new(store, time);
    private readonly UploadIntake _uploads = new(
        store,
        new UploadReader(s3, settings.Bucket, UploadOptions.FromText(settings.UploadOptions ?? "")),
        settings.Bucket);

    /// <summary>
    /// Handles uploads, and on any event, such as the end of an execution, starts what fits. If it throws, all events of the
    /// batch are delivered again, which has no effect for those that were handled.
    /// </summary>
    [LambdaFunction]
    public async Task<StartResult> Start(QueuedEvents events, ILambdaContext context)
    {
        var queued = new List<string>();
        foreach (var entry in events.Records)
        {
            if (UploadIn(entry.Body) is { } created && await QueueAsync(created, context) is { } name) queued.Add(name);
        }

        var admission = new Admission(stepFunctions, _queue, settings.RequiredStateMachine, settings.MaxExecutions);
        using var invocation = InvocationToken.Create(context);
        return new StartResult { Queued = queued, Started = await admission.AdmitAsync(invocation.Token) };
    }

    // Returns the execution's name; null if nothing is to be started.
    private async Task<string?> QueueAsync(ObjectCreatedDetail created, ILambdaContext context)
    {
        var subject = new StepSubject(null, null, $"s3://{created.Bucket.Name}/{created.Object.Key}");
        try
        {
            return await StepLog.RunAsync(
                context, subject, (metrics, cancellation) => QueueAsync(created, metrics, cancellation), time, nameof(Start));
        }
        catch (InvalidInputException)
        {
            return null; // Logged as an error; a repetition would fail again.
        }
    }

    private async Task<string?> QueueAsync(ObjectCreatedDetail created, StepMetrics metrics, CancellationToken cancellation)
    {
        if (created.Bucket.Name != settings.Bucket)
        {
            throw new InvalidInputException(
                $"The event comes from the bucket {created.Bucket.Name} instead of {settings.Bucket}. "
                + "Correct the event pattern of the rule.");
        }

        if (await _uploads.ReadAsync(created.Object, cancellation) is not { } upload)
        {
            metrics.Outcome = "ignored: neither a video nor an image";
            return null;
        }

        await _queue.AddAsync(new Ticket(upload.ExecutionName, upload.Input), cancellation);
        return upload.ExecutionName;
    }

    private static ObjectCreatedDetail? UploadIn(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("detail-type", out var type) && type.ValueEquals(ObjectCreated.DetailType)
            && json.RootElement.Deserialize<ObjectCreated>()!.Detail is { } detail
            && !detail.Object.Key.StartsWith(TicketQueue.Prefix, StringComparison.Ordinal)
            ? detail
            : null;
    }}
