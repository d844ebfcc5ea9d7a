using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Executions;

/// <summary>Reads the status of executions from Step Functions.</summary>
internal sealed class ExecutionReader(IAmazonStepFunctions client)
{
    // Enough to contain the entry of the current state: after it and the start of its Map Run, few events follow at this level.
    private const int MaxEvents = 20;

    /// <summary>Reads the status of an execution. Sends up to three requests while it runs, else one.</summary>
    /// <exception cref="ExecutionDoesNotExistException">It does not exist.</exception>
    public async Task<ExecutionView> ReadAsync(string arn, CancellationToken cancellation)
    {
        var description = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn }, cancellation);
        var isRunning = description.Status == ExecutionStatus.RUNNING;
        var (state, mapRun) = isRunning ? await CurrentStateAsync(arn, cancellation) : default;
        return new ExecutionView(
            description.ExecutionArn,
            description.Name,
            description.Status.Value,
            description.StartDate!.Value.ToUniversalTime(),
            description.StopDate?.ToUniversalTime(),
            state,
            mapRun is null ? null : await CountsAsync(mapRun, cancellation),
            description.Error,
            description.Cause is { } cause ? AddressText.WithoutSecretsWithin(MessageOf(cause)) : null,
            description.Output);
    }

    private async Task<(string? State, string? MapRun)> CurrentStateAsync(string arn, CancellationToken cancellation)
    {
        var request = new GetExecutionHistoryRequest
        {
            ExecutionArn = arn,
            MaxResults = MaxEvents,
            ReverseOrder = true,
            IncludeExecutionData = false,
        };
        var latest = await client.GetExecutionHistoryAsync(request, cancellation);
        string? mapRun = null;
        foreach (var entry in latest.Events ?? [])
        {
            if (entry.StateEnteredEventDetails is { } entered) return (entered.Name, mapRun);
            mapRun ??= entry.MapRunStartedEventDetails?.MapRunArn;
        }
        return default;
    }

    private async Task<RangeCounts> CountsAsync(string arn, CancellationToken cancellation)
    {
        var counts = (await client.DescribeMapRunAsync(new DescribeMapRunRequest { MapRunArn = arn }, cancellation)).ItemCounts;
        return new RangeCounts(
            counts.Total ?? 0,
            counts.Running ?? 0,
            counts.Succeeded ?? 0,
            (counts.Failed ?? 0) + (counts.TimedOut ?? 0) + (counts.Aborted ?? 0));
    }

    // If a function threw, the cause is Lambda's JSON of the exception.
    private static string MessageOf(string cause)
    {
        try
        {
            return JsonDocument.Parse(cause).RootElement is { ValueKind: JsonValueKind.Object } json
                && json.TryGetProperty("errorMessage", out var message)
                ? message.GetString() ?? cause
                : cause;
        }
        catch (JsonException)
        {
            return cause;
        }
    }
}
