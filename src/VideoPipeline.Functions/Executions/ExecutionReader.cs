using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Functions.Completions;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Executions;

/// <summary>Reads the status of executions from Step Functions.</summary>
internal sealed class ExecutionReader(IAmazonStepFunctions client)
{
    // Enough to contain the entry of the current state: after it and the start of its Map Run, few events follow at this level.
    private const int MaxEvents = 20;

    /// <summary>
    /// Reads the status of an execution. Sends up to three requests while it runs and four if it failed, else one.
    /// </summary>
    /// <param name="arn">The ARN of the execution.</param>
    /// <param name="withProgress">Whether to read the state and the ranges of a running execution.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="ExecutionDoesNotExistException">It does not exist.</exception>
    public async Task<ExecutionView> ReadAsync(string arn, bool withProgress, CancellationToken cancellation)
    {
        var description = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn }, cancellation);
        var showsProgress = withProgress && description.Status == ExecutionStatus.RUNNING;
        var (state, mapRun) = showsProgress ? await CurrentStateAsync(arn, cancellation) : default;
        var failure = description.Status == ExecutionStatus.FAILED ? await FailureAsync(description, cancellation) : null;
        return new ExecutionView(
            description.ExecutionArn,
            description.Name,
            description.Status.Value,
            description.StartDate!.Value.ToUniversalTime(),
            description.StopDate?.ToUniversalTime(),
            state,
            mapRun is null ? null : await CountsAsync(mapRun, cancellation),
            failure is null ? description.Error : failure.Error,
            failure is null ? SafeCause(description.Cause) : failure.Cause,
            failure?.Range,
            description.Output);
    }

    // The error of the item that failed, if a Map Run failed: that of the execution does not say what failed.
    private async Task<FailureRecord> FailureAsync(DescribeExecutionResponse execution, CancellationToken cancellation)
    {
        var item = execution.Error == FailureRecords.ItemFailed ? await FailedItemAsync(execution, cancellation) : null;
        if (item is null) return FailureRecords.Create(execution.Error ?? "Unknown", execution.Cause, null);
        using var input = JsonDocument.Parse(item.Input);
        return FailureRecords.Create(item.Error ?? "Unknown", item.Cause, input.RootElement);
    }

    private async Task<DescribeExecutionResponse?> FailedItemAsync(
        DescribeExecutionResponse execution, CancellationToken cancellation)
    {
        // Newest first: the Map Run that failed is the last.
        var runs = await client.ListMapRunsAsync(
            new ListMapRunsRequest { ExecutionArn = execution.ExecutionArn, MaxResults = 1 }, cancellation);
        if (runs.MapRuns is not [var run, ..]) return null;
        var request = new ListExecutionsRequest
        {
            MapRunArn = run.MapRunArn,
            StatusFilter = ExecutionStatus.FAILED,
            MaxResults = 1,
        };
        return (await client.ListExecutionsAsync(request, cancellation)).Executions is [var item, ..]
            ? await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = item.ExecutionArn }, cancellation)
            : null;
    }

    // Whoever stopped it gave the cause; it can contain an address.
    private static string? SafeCause(string? cause) => cause is null ? null : AddressText.WithoutSecretsWithin(cause);

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
}
