using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Functions;

/// <summary>
/// The function of the states RecordFailure, RecordRangeFailure and RecordGroupFailure: writes the error and its message to the
/// run's folder and returns them.
/// </summary>
internal sealed class RecordFailureFunction(IStore store)
{
    /// <summary>
    /// Writes <c>failures/&lt;n&gt;.json</c> for a range or a group of stills, <c>failure.json</c> for the execution. If a Map
    /// state failed, records the error of a range or group: Step Functions only reports that the failure threshold was exceeded.
    /// </summary>
    [LambdaFunction]
    public Task<FailureRecord> RecordFailure(FailureRequest request, ILambdaContext context) =>
        StepLog.RunAsync(context, StepSubject.Of(request), (_, cancellation) => RecordFailureAsync(request, cancellation));

    private async Task<FailureRecord> RecordFailureAsync(FailureRequest request, CancellationToken cancellation)
    {
        var keys = new RunKeys(request.Run);
        var record = new FailureRecord
        {
            Error = request.Failure.Error,
            // An error of Step Functions itself can quote the input.
            Cause = AddressText.WithoutSecretsWithin(MessageOf(request.Failure)),
            Range = request.Range ?? request.Group?.Range,
        };
        if (record.Range is null && record.Error == "States.ExceedToleratedFailureThreshold")
            record = await FirstOfItemsAsync(keys, cancellation) ?? record;

        var key = request.Range is { } range ? keys.RangeFailure(range.Index)
            : request.Group is { } group ? keys.StillsFailure(group.Index)
            : keys.Failure;
        await store.PutBytesAsync(key, JsonSerializer.SerializeToUtf8Bytes(record), cancellation);
        return record;
    }

    // UnsplittableVideoException goes first: it explains the other failures, and the state machine handles it.
    private async Task<FailureRecord?> FirstOfItemsAsync(RunKeys keys, CancellationToken cancellation)
    {
        FailureRecord? first = null;
        await foreach (var key in store.ListAsync(keys.Failures, cancellation))
        {
            if (await store.GetBytesAsync(key, cancellation) is not { } bytes) continue;
            var record = JsonSerializer.Deserialize<FailureRecord>(bytes)!;
            if (record.Error == nameof(UnsplittableVideoException)) return record;
            first ??= record;
        }
        return first;
    }

    private static string MessageOf(CaughtError failure)
    {
        try
        {
            using var json = JsonDocument.Parse(failure.Cause ?? "");
            if (json.RootElement.ValueKind == JsonValueKind.Object &&
                json.RootElement.TryGetProperty("errorMessage", out var message))
                return message.GetString() ?? failure.Error;
        }
        catch (JsonException)
        {
            // The cause is plain text, not Lambda's JSON of an exception.
        }
        return string.IsNullOrEmpty(failure.Cause) ? failure.Error : failure.Cause;
    }
}
