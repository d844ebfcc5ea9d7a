using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.History;

/// <summary>An event in the history of an execution.</summary>
/// <param name="Id">The number of the event, starting at 1.</param>
/// <param name="PreviousEventId">The id of the event that this one is linked to; 0 for ExecutionStarted and for the first
/// state entered.</param>
public sealed record HistoryEvent(
    long Id, long PreviousEventId, DateTimeOffset Timestamp, HistoryEventType Type, EventDetails? Details)
{
    /// <summary>The workflow that the event belongs to. Not part of GetExecutionHistory.</summary>
    internal WorkflowId Workflow { get; init; }

    /// <summary>Serializes the event as GetExecutionHistory does, with the timestamp in fractional seconds since the Unix
    /// epoch.</summary>
    public JsonData ToJson()
    {
        var json = new ObjectBuilder
        {
            ["timestamp"] = Timestamp.ToUnixTimeMilliseconds() / 1000.0,
            ["type"] = Type.ToString(),
            ["id"] = Id,
            ["previousEventId"] = PreviousEventId,
        };
        if (Details is null) return json;
        var details = new ObjectBuilder();
        Details.WriteTo(details);
        json[DetailsField()] = details;
        return json;
    }

    private string DetailsField() => Details switch
    {
        StateEnteredDetails => "stateEnteredEventDetails",
        StateExitedDetails => "stateExitedEventDetails",
        _ => $"{char.ToLowerInvariant(Type.ToString()[0])}{Type.ToString()[1..]}EventDetails",
    };
}
