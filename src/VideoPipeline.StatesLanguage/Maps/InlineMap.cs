using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The INLINE mode: iterations run in the execution of the Map state and record their events in its
/// history.</summary>
internal sealed class InlineMap(MapIteration iteration) : MapMode
{
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    private const int MaxConcurrency = 40;

    public override async Task<MapResult> RunAsync(JsonData input, StateVisit visit, CancellationToken cancellation)
    {
        var items = iteration.Items(input, visit);
        var slots = MapIteration.Concurrency(iteration.RequestedConcurrency(visit.Scope(input)), MaxConcurrency);
        var resumed = visit.TakePosition();
        if (resumed is null || visit.Track.Recorded?.Type == HistoryEventType.MapStateStarted)
        {
            visit.Track.Append(HistoryEventType.MapStateStarted, new MapStateStartedDetails(items.Count));
        }
        FirstFailure.ThrowIfRecorded(resumed, visit.Track);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var run = new Run(iteration, input, items, visit, resumed, stop, cancellation);
        await run.RunAsync(slots).ConfigureAwait(false);
        return new MapResult(run.Outputs(), visit.Track.PreviousEventId);
    }

    public override void Inspect(JsonData input, StateVisit visit, StateTest test)
    {
        var items = iteration.InspectItems(input, visit, test.Inspection);
        iteration.InspectInputs(items, input, visit, test.Inspection);
        test.Inspection.MaxConcurrency = iteration.RequestedConcurrency(visit.Scope(input));
        test.FailedOf(items.Count);
    }

    private sealed class Run
    {
        private readonly MapIteration _iteration;
        private readonly JsonData _input;
        private readonly IReadOnlyList<MapItem> _items;
        private readonly StateVisit _visit;
        private readonly IReadOnlyDictionary<int, WorkflowPosition> _positions;
        private readonly CancellationTokenSource _stop;
        private readonly CancellationToken _outer;
        private readonly JsonData[] _outputs;
        private readonly int[] _pending;
        private readonly FirstFailure _failure = new();
        private int _last = -1;
        private long _lastSucceeded;

        public Run(
            MapIteration iteration, JsonData input, IReadOnlyList<MapItem> items, StateVisit visit, WorkflowPosition? resumed,
            CancellationTokenSource stop, CancellationToken outer)
        {
            (_iteration, _input, _items, _visit, _stop, _outer) = (iteration, input, items, visit, stop, outer);
            _positions = resumed?.Children ?? new Dictionary<int, WorkflowPosition>();
            _outputs = new JsonData[items.Count];
            _lastSucceeded = visit.Track.PreviousEventId;
            foreach (var (index, position) in _positions)
            {
                if (position.Succeeded is not { } succeeded) continue;
                _outputs[index] = position.Data;
                UpdateLastSucceeded(succeeded.Id);
            }
            _pending = [.. Enumerable.Range(0, items.Count).Where(index => _outputs[index] is null)];
        }

        /// <summary>Runs the iterations, each of a slot after the one before it, to which it is linked in the history.</summary>
        public Task RunAsync(int slots)
        {
            // As on AWS, the first iterations of all slots start before one of them enters a state.
            var tracks = new EventChain[Math.Min(slots, _pending.Length)];
            for (var slot = 0; slot < tracks.Length; slot++) tracks[slot] = StartNext(_visit.Track, out _)!;
            return ConcurrentTasks.RunAsync(tracks.Length, slot => RunSlotAsync(slot, tracks[slot]), _stop);
        }

        private async Task RunSlotAsync(int slot, EventChain track)
        {
            await IterateAsync(_pending[slot], track).ConfigureAwait(false);
            while (!_failure.IsSet && StartNext(track, out var index) is { } next)
            {
                await IterateAsync(index, track = next).ConfigureAwait(false);
            }
        }

        // Starts the next iteration, or goes on with one that has started before; null if there are no more.
        private EventChain? StartNext(EventChain track, out int index)
        {
            var at = Interlocked.Increment(ref _last);
            index = at < _pending.Length ? _pending[at] : -1;
            if (index < 0) return null;
            var next = track.Fork(_visit.ChildId(index), _positions.GetValueOrDefault(index));
            if (!_positions.ContainsKey(index)) next.Append(HistoryEventType.MapIterationStarted, Details(index));
            return next;
        }

        public ArrayData Outputs()
        {
            _failure.ThrowIfSet(_visit.Track);
            _visit.Track.PreviousEventId = _lastSucceeded;
            return ArrayData.Own(_outputs);
        }

        private async Task IterateAsync(int index, EventChain track)
        {
            var details = Details(index);
            var item = _items[index];
            try
            {
                var selected = _iteration.InputFor(item, _input, _visit);
                var position = _positions.GetValueOrDefault(index) is { HasEntered: true } resumed
                    ? resumed
                    : new WorkflowPosition(_iteration.Processor, selected);
                _outputs[index] =
                    await WorkflowRun.RunAsync(position, _visit.Fork(track, item), _stop.Token).ConfigureAwait(false);
                UpdateLastSucceeded(track.AppendWithoutSuccessor(HistoryEventType.MapIterationSucceeded, details).Id);
            }
            catch (StatesException thrown)
            {
                _failure.TrySet(_visit.WithLocation(thrown, track), track, _visit);
                if (thrown.Catchability != Catchability.Never)
                {
                    track.AppendWithoutSuccessor(HistoryEventType.MapIterationFailed, details);
                }
                await _stop.CancelAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_failure.IsSet && !_outer.IsCancellationRequested)
            {
                track.AppendWithoutSuccessor(HistoryEventType.MapIterationAborted, details);
            }
        }

        private MapIterationDetails Details(int index) => new(_visit.Name, index);

        private void UpdateLastSucceeded(long id)
        {
            lock (_failure) _lastSucceeded = Math.Max(_lastSucceeded, id);
        }
    }
}
