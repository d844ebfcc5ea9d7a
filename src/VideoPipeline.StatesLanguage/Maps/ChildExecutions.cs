using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>What a child execution is given.</summary>
/// <param name="Items">How many items are in it: 1, or the length of its batch.</param>
internal readonly record struct ChildInput(JToken Input, int Items);

/// <summary>Runs the child executions of a Map Run, so many at once, until all are done or too many have
/// failed.</summary>
internal sealed class ChildExecutions(MapRun mapRun, Execution parent, StateMachineArn stateMachine, Workflow processor)
{
    public MapRun MapRun => mapRun;

    public StateMachineArn StateMachine => stateMachine;

    public EngineServices Services => parent.Services;

    /// <returns>Whether the failures stayed within the tolerance. If not, the children that were running have been
    /// aborted and awaited, and the rest was never started.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<ChildInput> inputs, int concurrency, CancellationToken cancellation)
    {
        mapRun.Plan(inputs.Sum(input => input.Items), inputs.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var exceeded = false;
        var next = -1;
        var slots = Math.Min(concurrency, inputs.Count);
        await Concurrently.RunAsync(slots, _ => FillSlotAsync(), stop).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return !exceeded;

        async Task FillSlotAsync()
        {
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < inputs.Count)
            {
                mapRun.ChildStarted(inputs[i].Items);
                var child = await RunChildAsync(inputs[i].Input, stop.Token).ConfigureAwait(false);
                if (!mapRun.ChildEnded(i, inputs[i].Items, child)) continue;
                exceeded = true;
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<ExecutionResult> RunChildAsync(JToken input, CancellationToken cancellation)
    {
        var name = Services.Randomness.NextGuid().ToString();
        var child =
            new Execution(Services, parent.Options, stateMachine, stateMachine.Execution(name), name, input, mapRun);
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
