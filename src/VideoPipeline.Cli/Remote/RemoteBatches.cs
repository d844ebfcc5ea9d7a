using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Batches;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Remote;

/// <summary>Starts and follows batches on AWS: executions of the stack's second state machine.</summary>
/// <param name="client">The Step Functions client.</param>
/// <param name="time">The clock.</param>
internal sealed class RemoteBatches(IAmazonStepFunctions client, TimeProvider time)
{
    /// <summary>What the name of the batch state machine has in addition to that of the state machine.</summary>
    private const string Suffix = "-batch";

    private const string WaitState = "Wait";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    /// <summary>Whether an execution is one of a batch state machine.</summary>
    public static bool IsBatch(StepFunctionsArn execution) =>
        execution.Text.Split(':')[6].EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Starts a batch.</summary>
    /// <param name="stateMachine">The ARN of the stack's state machine, or of its batch state machine.</param>
    /// <param name="prefix">The prefix of the videos, <c>s3://BUCKET/PREFIX/</c>.</param>
    /// <param name="options">The options of its executions; the video is not used.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The ARN of its execution.</returns>
    /// <exception cref="VideoPipelineException">Step Functions rejects the request or cannot be reached.</exception>
    public async Task<string> StartAsync(
        StepFunctionsArn stateMachine, SourceAddress prefix, ExecutionInput options, CancellationToken cancellation)
    {
        var members = JsonNode.Parse(options.ToJson())!.AsObject();
        members.Remove("video");
        var machine = stateMachine.Text.EndsWith(Suffix, StringComparison.Ordinal)
            ? stateMachine.Text
            : stateMachine.Text + Suffix;
        var request = new StartExecutionRequest
        {
            StateMachineArn = machine,
            Name = ExecutionName.For(prefix, time.GetUtcNow()),
            Input = new JsonObject { ["prefix"] = prefix.ToString(), ["options"] = members }.ToJsonString(),
        };
        var started = await StepFunctionsCalls.SendAsync(machine, () => client.StartExecutionAsync(request, cancellation));
        return started.ExecutionArn;
    }

    /// <summary>Polls a batch until it ends.</summary>
    /// <param name="arn">The ARN of its execution.</param>
    /// <param name="report">Receives each new count.</param>
    /// <param name="cancellation">Stops the polling; the batch continues.</param>
    /// <returns>The last count; null with the error and the cause if the batch failed or was stopped.</returns>
    /// <exception cref="VideoPipelineException">Step Functions rejects a request or cannot be reached.</exception>
    public async Task<(BatchProgress? Progress, string Error, string Cause)> FollowAsync(
        string arn, Action<BatchProgress> report, CancellationToken cancellation)
    {
        BatchProgress? last = null;
        while (true)
        {
            var request = new DescribeExecutionRequest { ExecutionArn = arn };
            var execution = await StepFunctionsCalls.SendAsync(
                arn, () => client.DescribeExecutionAsync(request, cancellation));
            if (execution.Output is { } output) return (Parse(output), "", "");
            if (execution.Status != ExecutionStatus.RUNNING)
                return (null, execution.Error ?? execution.Status.Value, execution.Cause ?? "It was stopped.");
            if (await CurrentAsync(arn, cancellation) is { } progress && progress != last) report(last = progress);
            await Task.Delay(s_interval, time, cancellation);
        }
    }

    // The counts are the input of the state that waits for the next count.
    private async Task<BatchProgress?> CurrentAsync(string arn, CancellationToken cancellation)
    {
        var request = new GetExecutionHistoryRequest { ExecutionArn = arn, MaxResults = 20, ReverseOrder = true };
        var history = await StepFunctionsCalls.SendAsync(arn, () => client.GetExecutionHistoryAsync(request, cancellation));
        var entered = (history.Events ?? []).Select(entry => entry.StateEnteredEventDetails)
            .FirstOrDefault(details => details?.Name == WaitState);
        return entered?.Input is { } input ? Parse(input) : null;
    }

    private static BatchProgress Parse(string json) => JsonSerializer.Deserialize<BatchProgress>(json)!;
}
