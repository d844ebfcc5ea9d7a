using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.History;

/// <summary>A chain of history events, each linked to its predecessor: that of the execution, of a branch or of an
/// iteration.</summary>
/// <param name="history">The history.</param>
/// <param name="workflow">The workflow that the events belong to.</param>
/// <param name="previous">The id of the event that the first event is linked to.</param>
/// <param name="recorded">The events that the state of an interrupted workflow has recorded: it records them again, and each
/// is then the
/// one that is there.</param>
internal sealed class EventChain(
    ExecutionHistory history, WorkflowId workflow, long previous, IEnumerable<HistoryEvent>? recorded = null)
{
    private readonly Queue<HistoryEvent> _recorded = new(recorded ?? []);

    /// <summary>The id of the event that the next event is linked to (its <c>previousEventId</c>).</summary>
    public long PreviousEventId { get; set; } = previous;

    /// <summary>The next event that was recorded before the interruption; null if there is none.</summary>
    public HistoryEvent? Recorded => _recorded.TryPeek(out var next) ? next : null;

    /// <summary>The last event, if it was recorded before the interruption; null otherwise.</summary>
    public HistoryEvent? LastRecorded { get; private set; }

    /// <summary>Records an event that the next event is linked to.</summary>
    public HistoryEvent Append(HistoryEventType type, EventDetails? details = null)
    {
        var entry = AppendWithoutSuccessor(type, details);
        PreviousEventId = entry.Id;
        return entry;
    }

    /// <summary>Records an event without a successor: as on AWS, the next event is linked to the one before it.</summary>
    public HistoryEvent AppendWithoutSuccessor(HistoryEventType type, EventDetails? details = null)
    {
        if (Recorded?.Type == type) return LastRecorded = _recorded.Dequeue();
        // The state goes another way than before the interruption.
        _recorded.Clear();
        LastRecorded = null;
        return history.Append(PreviousEventId, workflow, type, details);
    }

    /// <summary>Creates the chain of a branch or iteration, which goes on after its last event if it has started
    /// before.</summary>
    /// <param name="child">The branch or iteration.</param>
    /// <param name="resumed">Where it stands; null if it has not started.</param>
    public EventChain Fork(WorkflowId child, WorkflowPosition? resumed = null) => resumed is null
        ? new EventChain(history, child, PreviousEventId)
        : new EventChain(history, child, resumed.PreviousEventId, resumed.Recorded);
}
