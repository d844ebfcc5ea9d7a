using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Executions;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Remote;

/// <summary>Executions that Step Functions runs, followed by asking once a second.</summary>
/// <param name="client">Step Functions.</param>
/// <param name="stateMachine">The state machine's ARN; null where nothing is started.</param>
/// <param name="store">The folder of the store on this machine, into which results are brought.</param>
/// <param name="time">The clock.</param>
internal sealed class RemoteRuns(IAmazonStepFunctions client, string? stateMachine, string store, TimeProvider time) : IRuns
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly ExecutionReader _reader = new(client);

    /// <summary>The execution that was started last; null before that.</summary>
    public string? Started { get; private set; }

    /// <inheritdoc/>
    /// <remarks>Cancelled, it is only followed no more: it goes on.</remarks>
    public async Task<RunOutcome> RunAsync(string name, ExecutionInput input, IRunObserver? observer, CancellationToken cancellation) =>
        await FollowAsync(await StartAsync(name, input, cancellation), observer, cancellation);

    /// <summary>Starts an execution.</summary>
    /// <returns>Its ARN.</returns>
    /// <exception cref="VideoPipelineException">Step Functions refuses, or cannot be asked.</exception>
    public async Task<string> StartAsync(string name, ExecutionInput input, CancellationToken cancellation)
    {
        var request = new StartExecutionRequest { StateMachineArn = stateMachine, Name = name, Input = input.Validated().ToJson() };
        return Started = (await AskAsync(stateMachine!, () => client.StartExecutionAsync(request, cancellation))).ExecutionArn;
    }

    /// <summary>Follows an execution to its end, and brings its results.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <param name="observer">Is told how far it is.</param>
    /// <param name="cancellation">Follows it no more.</param>
    /// <exception cref="VideoPipelineException">Step Functions or the store does not tell.</exception>
    public async Task<RunOutcome> FollowAsync(string arn, IRunObserver? observer, CancellationToken cancellation)
    {
        ExecutionView view;
        while ((view = await AskAsync(arn, () => _reader.ReadAsync(arn, cancellation))).IsRunning)
        {
            if (view.State is { } state) observer?.OnProgress(ProgressOf(state, view.Ranges ?? default));
            await Task.Delay(s_interval, time, cancellation);
        }
        return view.Result() is { } result
            ? new RunOutcome(view.Name, await RemoteResults.FetchAsync(result, view.Name, store, cancellation), null, null)
            : new RunOutcome(view.Name, "", view.Error ?? view.Status, view.Cause ?? "No cause was given.");
    }

    private static async Task<T> AskAsync<T>(string about, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception problem) when (StepFunctionsFailure.Of(problem, about) is { } failure)
        {
            throw failure;
        }
    }

    // Step Functions counts ranges, not frames.
    private static RunProgress ProgressOf(string state, RangeCounts ranges) =>
        new(state, 0, null, (int)ranges.Succeeded, (int)ranges.Total, (int)ranges.Running);
}
