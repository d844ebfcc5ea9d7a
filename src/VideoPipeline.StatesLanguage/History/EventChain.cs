using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.History;

/// <summary>A chain of history events, each linked to its predecessor: that of the execution, of a branch or of an
/// iteration.</summary>
internal sealed class EventChain(ExecutionHistory history, long previous)
{
    /// <summary>The id of the event that the next event is linked to (its <c>previousEventId</c>).</summary>
    public long PreviousEventId { get; set; } = previous;

    /// <summary>Records an event that the next event is linked to.</summary>
    public HistoryEvent Append(HistoryEventType type, EventDetails? details = null)
    {
        var entry = AppendWithoutSuccessor(type, details);
        PreviousEventId = entry.Id;
        return entry;
    }

    /// <summary>Records an event without a successor: as on AWS, the next event is linked to the one before it.</summary>
    public HistoryEvent AppendWithoutSuccessor(HistoryEventType type, EventDetails? details = null) =>
        history.Append(PreviousEventId, type, details);

    /// <summary>Creates the chain of a branch or iteration, which goes on after its last event if it has started before.</summary>
    public EventChain Fork(WorkflowPosition? resumed = null) => new(history, resumed?.LastEventId ?? PreviousEventId);
}
