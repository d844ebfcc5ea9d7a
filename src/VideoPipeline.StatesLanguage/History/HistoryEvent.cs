using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.History;

/// <summary>One event of an execution's history.</summary>
/// <param name="Id">1 for the first event, then one more each.</param>
/// <param name="PreviousEventId">The event this one follows from; 0 for ExecutionStarted and the first state
/// entered.</param>
public sealed record HistoryEvent(
    long Id, long PreviousEventId, DateTimeOffset Timestamp, HistoryEventType Type, EventDetails? Details)
{
    /// <summary>The event as GetExecutionHistory returns it; the time stamp in epoch seconds with a fraction.</summary>
    public JObject ToJson()
    {
        var json = new JObject
        {
            ["timestamp"] = Timestamp.ToUnixTimeMilliseconds() / 1000.0,
            ["type"] = Type.ToString(),
            ["id"] = Id,
            ["previousEventId"] = PreviousEventId,
        };
        if (Details is null) return json;
        var details = new JObject();
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
