namespace VideoPipeline.StatesLanguage.History;

/// <summary>A chain of history events, each linked to its predecessor: that of the execution, of a branch or of an
/// iteration.</summary>
internal sealed class HistoryTrack(ExecutionHistory history, long previous)
{
    /// <summary>The id of the event that the next event is linked to (its <c>previousEventId</c>).</summary>
    public long Previous { get; set; } = previous;

    /// <summary>Records an event that the next event is linked to.</summary>
    public HistoryEvent Append(HistoryEventType type, EventDetails? details = null)
    {
        var entry = Note(type, details);
        Previous = entry.Id;
        return entry;
    }

    /// <summary>Records an event without a successor: as on AWS, the next event is linked to the one before it.</summary>
    public HistoryEvent Note(HistoryEventType type, EventDetails? details = null) =>
        history.Append(Previous, type, details);

    public HistoryTrack Fork() => new(history, Previous);
}
