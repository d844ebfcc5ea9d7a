using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The input of a child execution.</summary>
/// <param name="ItemCount">The number of items in the input: 1, or the size of the batch.</param>
internal readonly record struct ChildInput(JsonData Input, int ItemCount);

/// <summary>Runs the child executions of a Map Run with limited concurrency, until all have ended or the tolerated failures
/// are exceeded.</summary>
internal sealed class ChildExecutions(MapRun mapRun, Execution parent, StateMachineArn stateMachine, Workflow processor)
{
    public MapRun MapRun => mapRun;

    public StateMachineArn StateMachine => stateMachine;

    public EngineServices Services => parent.Services;

    /// <summary>Runs a child execution for each input.</summary>
    /// <returns>Whether the failures are tolerated. If not, the running child executions have been aborted and awaited, and
    /// the pending ones are not started.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<ChildInput> inputs, int concurrency, CancellationToken cancellation)
    {
        mapRun.SetTotals(inputs.Sum(input => input.ItemCount), inputs.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var exceeded = false;
        var next = -1;
        var slots = Math.Min(concurrency, inputs.Count);
        await ConcurrentTasks.RunAsync(slots, _ => RunSlotAsync(), stop).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return !exceeded;

        async Task RunSlotAsync()
        {
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < inputs.Count)
            {
                mapRun.ChildStarted(inputs[i].ItemCount);
                var child = await RunChildAsync(inputs[i].Input, stop.Token).ConfigureAwait(false);
                if (!mapRun.ChildEnded(i, inputs[i].ItemCount, child)) continue;
                exceeded = true;
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<ExecutionResult> RunChildAsync(JsonData input, CancellationToken cancellation)
    {
        var name = Services.Randomness.NextGuid().ToString();
        var child =
            new Execution(Services, parent.Options, stateMachine, stateMachine.ExecutionArn(name), name, input, mapRun);
        var result = await child.RunAsync(processor, timeoutSeconds: null, cancellation).ConfigureAwait(false);
        return KeepsHistory(result.Status) ? result : result with { History = [] };
    }

    private bool KeepsHistory(ExecutionStatus status) => parent.Options.ChildHistories switch
    {
        ChildHistories.All => true,
        ChildHistories.Failed => status is ExecutionStatus.Failed or ExecutionStatus.TimedOut,
        _ => false,
    };
}
