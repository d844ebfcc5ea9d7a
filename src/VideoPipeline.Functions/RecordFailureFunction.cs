using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>The state RecordFailure: writes what failed and why to the run's folder, and passes it on in plain words.</summary>
public sealed class RecordFailureFunction(IStore store)
{
    /// <summary>
    /// For a range or a group of frames, writes <c>failures/&lt;n&gt;.json</c>; for the run, <c>failure.json</c>. When it is the map that
    /// failed, the failure is that of a range: Step Functions itself would only say that a threshold was exceeded.
    /// </summary>
    [LambdaFunction]
    public Task<FailureRecord> RecordFailure(FailureRequest request, ILambdaContext context) =>
        StepLog.RunAsync(context, StepSubject.Of(request), (_, stop) => RecordFailureAsync(request, stop));

    private async Task<FailureRecord> RecordFailureAsync(FailureRequest request, CancellationToken stop)
    {
        var keys = new RunKeys(request.Run);
        var record = new FailureRecord
        {
            Error = request.Failure.Error,
            Cause = MessageOf(request.Failure),
            Range = request.Range ?? request.Group?.Range,
        };
        if (record.Range is null && record.Error == "States.ExceedToleratedFailureThreshold")
            record = await FirstOfRangesAsync(keys, stop) ?? record;

        var key = request.Range is { } range ? keys.FailureOf(range.Index)
            : request.Group is { } group ? keys.FailureOfStills(group.Index)
            : keys.Failure;
        await store.PutBytesAsync(key, JsonSerializer.SerializeToUtf8Bytes(record), stop);
        return record;
    }

    // That the video cannot be cut explains any other failure of a range, and can be remedied.
    private async Task<FailureRecord?> FirstOfRangesAsync(RunKeys keys, CancellationToken stop)
    {
        FailureRecord? first = null;
        await foreach (var key in store.ListAsync(keys.Failures, stop))
        {
            if (await store.GetBytesAsync(key, stop) is not { } bytes) continue;
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
            // Words, not what Lambda makes of an exception.
        }
        return string.IsNullOrEmpty(failure.Cause) ? failure.Error : failure.Cause;
    }
}
