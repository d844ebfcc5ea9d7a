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
        var tracks = Enumerable.Range(0, slots).Select(run.StartFirst).ToArray();
        await ConcurrentTasks.RunAsync(slots, slot => run.RunSlotAsync(slot, tracks[slot]), stop).ConfigureAwait(false);
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
        private int _last = -1;
        private long _lastSucceeded = visit.Track.PreviousEventId;

        /// <summary>Records the start of the first iteration of a slot. As on AWS, those of all slots start before one of them
        /// enters a state.</summary>
        public EventChain StartFirst(int slot)
        {
            var track = visit.Track.Fork();
            track.Append(HistoryEventType.MapIterationStarted, Details(slot));
            _last = slot;
            return track;
        }

        /// <summary>Runs iterations one after the other, from the one with the number of the slot. In the history, each is linked
        /// to the previous one of its slot.</summary>
        public async Task RunSlotAsync(int slot, EventChain track)
        {
            await IterateAsync(new MapItem(slot, items[slot]), track).ConfigureAwait(false);
            while (!_failure.IsSet && Interlocked.Increment(ref _last) is var index && index < items.Count)
            {
                track.Append(HistoryEventType.MapIterationStarted, Details(index));
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
            var details = Details(item.Index);
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
                _failure.TrySet(visit.WithLocation(thrown, track), track);
                if (thrown.Catchability != Catchability.Never)
                {
                    track.AppendWithoutSuccessor(HistoryEventType.MapIterationFailed, details);
                }
                await stop.CancelAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_failure.IsSet && !outer.IsCancellationRequested)
            {
                track.AppendWithoutSuccessor(HistoryEventType.MapIterationAborted, details);
            }
        }

        private MapIterationDetails Details(int index) => new(visit.Name, index);

        private void UpdateLastSucceeded(long id)
        {
            lock (_failure) _lastSucceeded = Math.Max(_lastSucceeded, id);
        }
    }
}
