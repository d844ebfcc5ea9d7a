namespace VideoPipeline.StatesLanguage.History;

/// <summary>One line of events that follow from each other: the execution's own, a branch's, an iteration's.</summary>
internal sealed class HistoryTrack(ExecutionHistory history, long previous)
{
    /// <summary>The event that the next one follows from.</summary>
    public long Previous { get; set; } = previous;

    /// <summary>Records an event that the next one follows from.</summary>
    public HistoryEvent Append(HistoryEventType type, EventDetails? details = null)
    {
        var entry = Note(type, details);
        Previous = entry.Id;
        return entry;
    }

    /// <summary>Records an event that nothing follows from: AWS links the next event to the one before it.</summary>
    public HistoryEvent Note(HistoryEventType type, EventDetails? details = null) =>
        history.Append(Previous, type, details);

    public HistoryTrack Fork() => new(history, Previous);
}
