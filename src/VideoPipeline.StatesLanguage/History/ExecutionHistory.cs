using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.History;

/// <summary>The history of an execution, after the events of its earlier attempts. Thread-safe, because the branches run
/// concurrently.</summary>
/// <param name="time">The clock.</param>
/// <param name="observer">Receives the events one at a time and in order.</param>
/// <param name="previous">The events so far.</param>
internal sealed class ExecutionHistory(
    TimeProvider time, Action<HistoryEvent>? observer, IEnumerable<HistoryEvent> previous)
{
    /// <summary>The maximum number of events in a history.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    public const int Limit = 25_000;

    private readonly Lock _gate = new();
    private readonly List<HistoryEvent> _events = [.. previous];

    public IReadOnlyList<HistoryEvent> Events => _events;

    /// <summary>Records an event and calls the observer.</summary>
    /// <exception cref="StatesException">States.Runtime: the history is full. The last event is reserved for the one that
    /// ends the execution.</exception>
    public HistoryEvent Append(
        long previous, WorkflowId workflow, HistoryEventType type, EventDetails? details, bool ends = false,
        DateTimeOffset? at = null)
    {
        lock (_gate)
        {
            if (!ends && _events.Count >= Limit - 1)
            {
                throw new StatesException(
                    ErrorNames.Runtime, $"The execution reached the maximum number of history events ({Limit}).",
                    Catchability.Never);
            }
            var entry = new HistoryEvent(_events.Count + 1, previous, at ?? time.GetUtcNow(), type, details)
            {
                Workflow = workflow,
            };
            _events.Add(entry);
            observer?.Invoke(entry);
            return entry;
        }
    }

    /// <summary>Calls an action with the id of the last event, before there is another one.</summary>
    public void AtLastEvent(Action<long> action)
    {
        lock (_gate) action(_events.Count);
    }
}
