using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace VideoPipeline.Functions.Executions;

/// <summary>Asks Step Functions how executions stand.</summary>
public sealed class ExecutionReader(IAmazonStepFunctions client)
{
    // A state is entered, its Map Run begins, and then nothing happens at this level until it ends.
    private const int LatestEvents = 20;

    /// <summary>How an execution stands; three requests while it runs.</summary>
    /// <exception cref="ExecutionDoesNotExistException">There is none.</exception>
    public async Task<ExecutionView> ReadAsync(string arn, CancellationToken cancellation)
    {
        var found = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn }, cancellation);
        var (state, mapRun) = found.Status == ExecutionStatus.RUNNING ? await PlaceAsync(arn, cancellation) : default;
        return new ExecutionView(
            found.ExecutionArn, found.Name, found.Status.Value, found.StartDate!.Value.ToUniversalTime(), found.StopDate?.ToUniversalTime(),
            state, mapRun is null ? null : await RangesAsync(mapRun, cancellation), found.Error, CauseOf(found.Cause), found.Output);
    }

    private async Task<(string? State, string? MapRun)> PlaceAsync(string arn, CancellationToken cancellation)
    {
        var latest = await client.GetExecutionHistoryAsync(
            new GetExecutionHistoryRequest { ExecutionArn = arn, MaxResults = LatestEvents, ReverseOrder = true, IncludeExecutionData = false }, cancellation);
        string? mapRun = null;
        foreach (var entry in latest.Events ?? [])
        {
            if (entry.StateEnteredEventDetails is { } entered) return (entered.Name, mapRun);
            mapRun ??= entry.MapRunStartedEventDetails?.MapRunArn;
        }
        return default;
    }

    private async Task<RangeCounts> RangesAsync(string arn, CancellationToken cancellation)
    {
        var counts = (await client.DescribeMapRunAsync(new DescribeMapRunRequest { MapRunArn = arn }, cancellation)).ItemCounts;
        return new RangeCounts(
            counts.Total ?? 0, counts.Running ?? 0, counts.Succeeded ?? 0, (counts.Failed ?? 0) + (counts.TimedOut ?? 0) + (counts.Aborted ?? 0));
    }

    // Of a function's exception Step Functions has the JSON that Lambda made of it.
    private static string? CauseOf(string? cause)
    {
        try
        {
            return cause is not null && JsonDocument.Parse(cause).RootElement is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("errorMessage", out var message)
                ? message.GetString()
                : cause;
        }
        catch (JsonException)
        {
            return cause;
        }
    }
}
