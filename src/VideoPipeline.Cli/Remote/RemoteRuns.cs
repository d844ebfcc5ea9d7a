using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Executions;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Remote;

/// <summary>Starts executions on Step Functions and polls their state once per second.</summary>
/// <param name="client">The Step Functions client.</param>
/// <param name="stateMachine">The state machine's ARN; null if nothing is started.</param>
/// <param name="store">The folder of the local store, to which results are copied.</param>
/// <param name="time">The clock.</param>
internal sealed class RemoteRuns(IAmazonStepFunctions client, string? stateMachine, string store, TimeProvider time) : IRuns
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly ExecutionReader _reader = new(client);

    /// <summary>The ARN of the most recently started execution; null before the first.</summary>
    public string? StartedArn { get; private set; }

    /// <inheritdoc/>
    /// <remarks>Cancellation stops the polling only; the execution continues.</remarks>
    public async Task<RunOutcome> RunAsync(
        string name, ExecutionInput input, IRunObserver? observer, CancellationToken cancellation) =>
        await FollowAsync(await StartAsync(name, input, cancellation), observer, cancellation);

    /// <summary>Starts an execution.</summary>
    /// <returns>Its ARN.</returns>
    /// <exception cref="VideoPipelineException">Step Functions rejects the request or cannot be reached.</exception>
    public async Task<string> StartAsync(string name, ExecutionInput input, CancellationToken cancellation)
    {
        var json = input.Validated().ToJson();
        var request = new StartExecutionRequest { StateMachineArn = stateMachine, Name = name, Input = json };
        var started = await StepFunctionsCalls.SendAsync(
            stateMachine!, () => client.StartExecutionAsync(request, cancellation));
        return StartedArn = started.ExecutionArn;
    }

    /// <summary>Polls an execution until it ends, then copies its results to the local store.</summary>
    /// <param name="arn">The ARN of the execution.</param>
    /// <param name="observer">Receives the progress.</param>
    /// <param name="cancellation">Stops the polling; the execution continues.</param>
    /// <exception cref="VideoPipelineException">Step Functions or the store rejects a request or cannot be reached.</exception>
    public async Task<RunOutcome> FollowAsync(string arn, IRunObserver? observer, CancellationToken cancellation)
    {
        ExecutionView view;
        while ((view = await ReadAsync(arn, cancellation)).IsRunning)
        {
            if (view.State is { } state) observer?.OnProgress(ProgressOf(state, view.Ranges ?? default));
            await Task.Delay(s_interval, time, cancellation);
        }
        return view.Result() is { } result
            ? new RunOutcome(view.Name, await RemoteResults.FetchAsync(result, view.Name, store, cancellation), null, null)
            : new RunOutcome(view.Name, "", view.Error ?? view.Status, view.Cause ?? "No cause was given.");
    }

    private Task<ExecutionView> ReadAsync(string arn, CancellationToken cancellation) =>
        StepFunctionsCalls.SendAsync(arn, () => _reader.ReadAsync(arn, withProgress: true, cancellation));

    // Step Functions counts ranges, not frames.
    private static RunProgress ProgressOf(string state, RangeCounts ranges) =>
        new(state, 0, null, (int)ranges.Succeeded, (int)ranges.Total, (int)ranges.Running);
}
