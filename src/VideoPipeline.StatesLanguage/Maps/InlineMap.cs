using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The INLINE mode: iterations run in the execution of the Map state and record their events in its
/// history.</summary>
internal sealed class InlineMap(MapIteration iteration) : MapMode
{
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    private const int MaxConcurrency = 40;

    public override async Task<MapResult> RunAsync(JsonData input, StateVisit visit, CancellationToken cancellation)
    {
        var scope = visit.Scope(input);
        var items = iteration.Items(input, visit);
        var slots = iteration.ResolveConcurrency(items.Count, MaxConcurrency, scope);
        visit.Track.Append(HistoryEventType.MapStateStarted, new MapStateStartedDetails(items.Count));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var run = new Run(iteration, input, items, visit, stop, cancellation);
        await ConcurrentTasks.RunAsync(slots, _ => run.RunSlotAsync(), stop).ConfigureAwait(false);
        return new MapResult(run.Outputs(), visit.Track.PreviousEventId);
    }

    private sealed class Run(
        MapIteration iteration,
        JsonData input,
        ArrayData items,
        StateVisit visit,
        CancellationTokenSource stop,
        CancellationToken outer)
    {
        private readonly JsonData[] _outputs = new JsonData[items.Count];
        private readonly FirstFailure _failure = new();
        private int _next = -1;
        private long _lastSucceeded = visit.Track.PreviousEventId;

        /// <summary>Runs iterations one after the other. In the history, each is linked to the previous one of its
        /// slot.</summary>
        public async Task RunSlotAsync()
        {
            var track = visit.Track.Fork();
            while (!_failure.IsSet && Interlocked.Increment(ref _next) is var index && index < items.Count)
            {
                await IterateAsync(new MapItem(index, items[index]), track).ConfigureAwait(false);
            }
        }

        public ArrayData Outputs()
        {
            _failure.ThrowIfSet(visit.Track);
            visit.Track.PreviousEventId = _lastSucceeded;
            return ArrayData.Own(_outputs);
        }

        private async Task IterateAsync(MapItem item, EventChain track)
        {
            var details = new MapIterationDetails(visit.Name, item.Index);
            track.Append(HistoryEventType.MapIterationStarted, details);
            try
            {
                var selected = iteration.InputFor(item, input, visit);
                var branch = visit.Fork(track, item);
                _outputs[item.Index] =
                    await WorkflowRun.RunAsync(iteration.Processor, selected, branch, stop.Token).ConfigureAwait(false);
                UpdateLastSucceeded(track.AppendWithoutSuccessor(HistoryEventType.MapIterationSucceeded, details).Id);
            }
            catch (StatesException thrown)
            {
                _failure.TrySet(visit.WithLocation(thrown), track);
                track.AppendWithoutSuccessor(HistoryEventType.MapIterationFailed, details);
                await stop.CancelAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_failure.IsSet && !outer.IsCancellationRequested)
            {
                track.AppendWithoutSuccessor(HistoryEventType.MapIterationAborted, details);
            }
        }

        private void UpdateLastSucceeded(long id)
        {
            lock (_failure) _lastSucceeded = Math.Max(_lastSucceeded, id);
        }
    }
}
