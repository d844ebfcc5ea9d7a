using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.History;

/// <summary>The history of an execution, after the events of its earlier attempts. Thread-safe, because the branches run
/// concurrently.</summary>
internal sealed class ExecutionHistory(
    TimeProvider time, Action<HistoryEvent>? observer, IEnumerable<HistoryEvent> previous)
{
    /// <summary>The maximum number of events in a history.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    public const int Limit = 25_000;

    private readonly Lock _gate = new();
    private readonly List<HistoryEvent> _events = [.. previous];

    public IReadOnlyList<HistoryEvent> Events => _events;

    /// <summary>Records an event and calls the observer, which receives the events one at a time and in order.</summary>
    /// <exception cref="StatesException">States.Runtime: the history is full. The last event is reserved for the one that
    /// ends the execution.</exception>
    public HistoryEvent Append(long previous, HistoryEventType type, EventDetails? details, bool ends = false)
    {
        lock (_gate)
        {
            if (!ends && _events.Count >= Limit - 1)
            {
                throw new StatesException(
                    ErrorNames.Runtime, $"The execution reached the maximum number of history events ({Limit}).",
                    Catchability.Never);
            }
            var entry = new HistoryEvent(_events.Count + 1, previous, time.GetUtcNow(), type, details);
            _events.Add(entry);
            observer?.Invoke(entry);
            return entry;
        }
    }
}
