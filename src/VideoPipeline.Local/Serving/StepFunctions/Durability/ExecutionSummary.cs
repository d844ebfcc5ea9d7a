using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>The last record of the journal of an execution that has ended: what lists and descriptions have of it, so that a
/// server does not read all journals when it starts.</summary>
/// <param name="Last">The type of the last event.</param>
/// <param name="LastTime">The time of the last event.</param>
/// <param name="LastPlace">Where the last event is.</param>
/// <param name="EventCount">The number of events.</param>
/// <param name="Redrives">How often it was redriven, and when it was last.</param>
/// <param name="Stopped">The error and the cause of StopExecution; null if it was not stopped.</param>
/// <param name="MapRunArns">The Map Runs of it and of its child executions.</param>
internal sealed record ExecutionSummary(
    HistoryEventType Last, DateTimeOffset LastTime, JournalPlace LastPlace, int EventCount,
    (int Count, DateTimeOffset? Date) Redrives, (string? Error, string? Cause)? Stopped, IReadOnlyList<string> MapRunArns)
{
    private const string Field = "ended";

    public JsonData Write()
    {
        var json = new ObjectBuilder
        {
            ["last"] = Last.ToString(),
            ["lastTicks"] = LastTime.UtcTicks,
            ["lastOffset"] = LastPlace.Offset,
            ["lastLength"] = LastPlace.Length,
            ["events"] = EventCount,
            ["redrives"] = Redrives.Count,
            ["mapRuns"] = ArrayData.Of(MapRunArns.Select(arn => (JsonData)arn)),
        };
        if (Redrives.Date is { } redriven) json["redriveTicks"] = redriven.UtcTicks;
        if (Stopped is var (error, cause)) json["stopped"] = ArrayData.Of(Text(error), Text(cause));
        return ObjectData.Of((Field, json.Build()));
    }

    /// <summary>Whether a record is one.</summary>
    public static bool Is(JsonData record) => record[Field] is not null;

    /// <summary>Reads it; null if the record is another one.</summary>
    public static ExecutionSummary? Read(JsonData record) => record[Field] is not { } json ? null : new ExecutionSummary(
        Enum.Parse<HistoryEventType>(json["last"]!.Text),
        Time(json["lastTicks"]!),
        new JournalPlace(json["lastOffset"]!.Integer, (int)json["lastLength"]!.Integer),
        (int)json["events"]!.Integer,
        ((int)json["redrives"]!.Integer, json["redriveTicks"] is { } ticks ? (DateTimeOffset?)Time(ticks) : null),
        json["stopped"] is ArrayData stopped
            ? ((string?, string?)?)((stopped[0] as StringData)?.Value, (stopped[1] as StringData)?.Value)
            : null,
        [.. json["mapRuns"]!.Items.Select(arn => arn.Text)]);

    private static JsonData Text(string? text) => text is null ? JsonData.Null : text;

    private static DateTimeOffset Time(JsonData ticks) => new(ticks.Integer, TimeSpan.Zero);
}
