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
    public MapRun MapRun => mapRun;

    public StateMachineArn StateMachine => stateMachine;

    public EngineServices Services => visit.Execution.Services;

    public void SetResultsWritten(int count)
    {
        visit.Execution.Write(new MapRunResultsEntry(mapRun.Arn, count));
        mapRun.SetResultsWritten(count);
    }

    /// <summary>Runs a child execution for each input whose child execution has not ended.</summary>
    /// <returns>Whether the failures are tolerated. If not, the running child executions have been aborted and awaited, and
    /// the pending ones are not started.</returns>
    public async Task<bool> RunAsync(int concurrency, CancellationToken cancellation)
    {
        var inputs = mapRun.Inputs;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Exceeded already before an interruption: what was running then is only aborted.
        var exceeded = mapRun.IsExceeded;
        var pending = exceeded ? mapRun.PendingInterrupted() : mapRun.Pending();
        var next = -1;
        if (exceeded)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (var index in pending) await RunAtAsync(index).ConfigureAwait(false);
            return false;
        }
        var slots = Math.Min(concurrency, pending.Count);
        await ConcurrentTasks.RunAsync(slots, _ => RunSlotAsync(), stop).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return !exceeded;

        async Task RunSlotAsync()
        {
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var at && at < pending.Count)
            {
                if (!await RunAtAsync(pending[at]).ConfigureAwait(false)) continue;
                exceeded = true;
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }

        async Task<bool> RunAtAsync(int index)
        {
            var previous = mapRun.ChildStarted(index);
            var child = await RunChildAsync(index, inputs[index].Input, previous, stop.Token).ConfigureAwait(false);
            return mapRun.ChildEnded(index, child);
        }
    }

    // A child without history starts anew, under its own name.
    private async Task<ExecutionResult> RunChildAsync(
        int index, JsonData input, ExecutionResult? previous, CancellationToken cancellation)
    {
        var name = previous?.Name ?? Services.Randomness.NextGuid().ToString();
        var resumed = previous is { History.Count: > 0 } ? previous : null;
        var child = new Execution(Services, visit.Execution.Options, stateMachine, name, input, mapRun, resumed)
        {
            Path = [.. visit.Path, new WorkflowStep(WorkflowKind.ChildExecution, mapRun.StateName, index)],
        };
        if (previous is null) child.Write(new ChildStartedEntry(mapRun.Arn, index));
        var result = await child.RunAsync(processor, timeoutSeconds: null, cancellation).ConfigureAwait(false);
        return KeepsHistory(result.Status) ? result : result with { History = [] };
    }

    private bool KeepsHistory(ExecutionStatus status) => visit.Execution.Options.ChildHistories switch
    {
        ChildHistories.All => true,
        ChildHistories.Failed => status != ExecutionStatus.Succeeded,
        _ => false,
    };
}
