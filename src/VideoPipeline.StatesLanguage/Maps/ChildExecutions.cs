using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The input of a child execution.</summary>
/// <param name="ItemCount">The number of items in the input: 1, or the size of the batch.</param>
internal readonly record struct ChildInput(JsonData Input, int ItemCount);

/// <summary>Runs the child executions of a Map Run with limited concurrency, until all have ended or the tolerated failures
/// are exceeded.</summary>
internal sealed class ChildExecutions(MapRun mapRun, StateVisit visit, StateMachineArn stateMachine, Workflow processor)
{
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    private const int MaxConcurrency = 10_000;

    public MapRun MapRun => mapRun;

    public StateMachineArn StateMachine => stateMachine;

    public EngineServices Services => visit.Execution.Services;

    public void SetResultsWritten(int count)
    {
        visit.Execution.Write(new MapRunResultsEntry(mapRun.Arn, count));
        mapRun.SetResultsWritten(count);
    }

    /// <summary>Runs a child execution for each input whose child execution has not ended. The limits of the Map Run may change
    /// meanwhile.</summary>
    /// <returns>Whether the failures are tolerated. If not, the running child executions have been aborted and awaited, and
    /// the pending ones are not started.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var isExceeded = new TaskCompletionSource<bool>();
        var stopping = StopIfExceededAsync(isExceeded.Task, stop);
        if (mapRun.IsExceeded)
        {
            // Before an interruption: what was running then is only aborted.
            isExceeded.TrySetResult(true);
            foreach (var index in mapRun.PendingInterrupted())
                await RunAsync(index, isExceeded, stop.Token).ConfigureAwait(false);
            return false;
        }
        var pending = mapRun.Pending();
        var children = new LimitedTasks(
            pending.Count, index => RunAsync(pending[index], isExceeded, stop.Token),
            () => MapIteration.Concurrency(mapRun.MaxConcurrency, MaxConcurrency), stop);
        mapRun.Updated = Update;
        try
        {
            await children.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            isExceeded.TrySetResult(false);
            await stopping.ConfigureAwait(false);
        }
        cancellation.ThrowIfCancellationRequested();
        return !await isExceeded.Task.ConfigureAwait(false);

        void Update()
        {
            children.ApplyLimit();
            if (mapRun.IsExceeded) isExceeded.TrySetResult(true);
        }
    }

    // Before a child execution that exceeds the tolerance makes way for the next one.
    private static async Task StopIfExceededAsync(Task<bool> isExceeded, CancellationTokenSource stop)
    {
        if (await isExceeded.ConfigureAwait(false)) await stop.CancelAsync().ConfigureAwait(false);
    }

    private async Task RunAsync(int index, TaskCompletionSource<bool> isExceeded, CancellationToken cancellation)
    {
        var previous = mapRun.ChildStarted(index);
        var child = await RunChildAsync(index, previous, cancellation).ConfigureAwait(false);
        mapRun.ChildEnded(index, child);
        if (mapRun.IsExceeded) isExceeded.TrySetResult(true);
    }

    // A child without history starts anew, under its own name.
    private async Task<ExecutionResult> RunChildAsync(int index, ExecutionResult? previous, CancellationToken cancellation)
    {
        var input = mapRun.Inputs[index].Input;
        var name = previous?.Name ?? Services.Randomness.NextGuid().ToString();
        var resumed = previous is { History.Count: > 0 } ? previous : null;
        var child = new Execution(Services, visit.Execution.Options, stateMachine, name, input, mapRun, resumed)
        {
            Path = [.. visit.Path, new WorkflowStep(WorkflowKind.ChildExecution, mapRun.StateName, index)],
        };
        using var running = new RunningChild(child.Arn, cancellation);
        mapRun.Add(running);
        if (previous is null) child.Write(new ChildStartedEntry(mapRun.Arn, index));
        var result = await child.RunAsync(processor, timeoutSeconds: null, running.Stopped).ConfigureAwait(false);
        return KeepsHistory(result.Status) ? result : result with { History = [] };
    }

    private bool KeepsHistory(ExecutionStatus status) => visit.Execution.Options.ChildHistories switch
    {
        ChildHistories.All => true,
        ChildHistories.Failed => status != ExecutionStatus.Succeeded,
        _ => false,
    };
}
