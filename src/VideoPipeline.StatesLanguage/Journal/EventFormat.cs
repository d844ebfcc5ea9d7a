using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.StatesLanguage.Journal;

/// <summary>Writes a history event as in GetExecutionHistory, and beside it what that does not have: the exact time, the
/// workflow, the state
/// that follows, the token, the properties of a Map Run.</summary>
internal static class EventFormat
{
    private const string Event = "event", Ticks = "ticks", Workflow = "workflow";
    private const string Next = "next", Token = "token", MapRun = "mapRun";

    public static void Write(HistoryEvent entry, ObjectBuilder json)
    {
        json[Event] = entry.ToJson();
        json[Ticks] = entry.Timestamp.UtcTicks;
        if (entry.Workflow != default) json[Workflow] = ArrayData.Of(entry.Workflow.Entered, entry.Workflow.Index);
        if (entry.Details is StateExitedDetails { Next: { } next }) json[Next] = next;
        if ((entry.Details as TaskDetails)?.Token is { } token) json[Token] = token;
        if ((entry.Details as ActivityScheduledDetails)?.Token is { } activityToken) json[Token] = activityToken;
        if (entry.Details is MapRunStartedDetails { Start: { } start }) json[MapRun] = Write(start);
    }

    /// <exception cref="ArgumentException">The object is not an event.</exception>
    public static HistoryEvent Read(ObjectData json)
    {
        var entry = json[Event]!;
        var type = Enum.Parse<HistoryEventType>(entry["type"]!.Text);
        var details = entry.Fields.FirstOrDefault(field => field.Key.EndsWith("EventDetails", StringComparison.Ordinal)).Value;
        return new HistoryEvent(
            entry["id"]!.Integer, entry["previousEventId"]!.Integer, Time(json[Ticks]!), type,
            details is null ? null : Details(type, details, json))
        {
            Workflow = json[Workflow] is ArrayData workflow
                ? new WorkflowId(workflow[0].Integer, (int)workflow[1].Integer)
                : default,
        };
    }

    public static DateTimeOffset Time(JsonData ticks) => new(ticks.Integer, TimeSpan.Zero);

    private static EventDetails Details(HistoryEventType type, JsonData details, ObjectData json) => type switch
    {
        HistoryEventType.ExecutionStarted => new ExecutionStartedDetails(Payload(details, "input"), details["roleArn"]!.Text),
        HistoryEventType.ExecutionSucceeded or HistoryEventType.LambdaFunctionSucceeded or HistoryEventType.ActivitySucceeded =>
            new OutputDetails(Payload(details, "output")),
        HistoryEventType.ExecutionFailed or HistoryEventType.ExecutionTimedOut or HistoryEventType.MapRunFailed
            or HistoryEventType.LambdaFunctionFailed or HistoryEventType.LambdaFunctionTimedOut
            or HistoryEventType.ActivityFailed or HistoryEventType.ActivityTimedOut =>
            new FailureDetails(Text(details, "error"), Text(details, "cause")),
        HistoryEventType.ExecutionAborted => new EmptyDetails(),
        HistoryEventType.ExecutionRedriven => new ExecutionRedrivenDetails(Number(details, "redriveCount")!.Value),
        HistoryEventType.EvaluationFailed => new EvaluationFailedDetails(
            Text(details, "error"), Text(details, "cause"), Text(details, "location"), details["state"]!.Text),
        HistoryEventType.MapStateStarted => new MapStateStartedDetails(Number(details, "length")!.Value),
        HistoryEventType.MapIterationStarted or HistoryEventType.MapIterationSucceeded
            or HistoryEventType.MapIterationFailed or HistoryEventType.MapIterationAborted =>
            new MapIterationDetails(details["name"]!.Text, Number(details, "index")!.Value),
        HistoryEventType.MapRunStarted =>
            new MapRunStartedDetails(details["mapRunArn"]!.Text) { Start = ReadStart(json[MapRun]) },
        HistoryEventType.MapRunRedriven =>
            new MapRunRedrivenDetails(details["mapRunArn"]!.Text, Number(details, "redriveCount")!.Value),
        HistoryEventType.LambdaFunctionScheduled => new LambdaFunctionScheduledDetails(
            details["resource"]!.Text, Payload(details, "input"), Number(details, "timeoutInSeconds")),
        HistoryEventType.ActivityScheduled => new ActivityScheduledDetails(
            details["resource"]!.Text, Payload(details, "input"), Number(details, "timeoutInSeconds"),
            Number(details, "heartbeatInSeconds")) { Token = Text(json, Token) },
        HistoryEventType.ActivityStarted => new ActivityStartedDetails(Text(details, "workerName")),
        HistoryEventType.TaskScheduled or HistoryEventType.TaskStarted or HistoryEventType.TaskSubmitted
            or HistoryEventType.TaskSucceeded or HistoryEventType.TaskFailed or HistoryEventType.TaskTimedOut =>
            Task(details, json),
        _ when details.Fields.Contains("input") => new StateEnteredDetails(details["name"]!.Text, Payload(details, "input")),
        _ when details.Fields.Contains("output") => Exited(details, json),
        _ => throw new ArgumentException($"The event {type} has unknown details."),
    };

    private static StateExitedDetails Exited(JsonData details, ObjectData json) => new(
        details["name"]!.Text,
        Payload(details, "output"),
        details["assignedVariables"] is ObjectData assigned
            ? ObjectData.Of(assigned.Select(variable => (variable.Key, JsonData.Parse(variable.Value.Text))))
            : null)
    {
        Next = Text(json, Next),
    };

    private static TaskDetails Task(JsonData details, ObjectData json) => new(
        details["resourceType"]!.Text, details["resource"]!.Text)
    {
        Region = Text(details, "region"),
        Parameters = details["parameters"] is { } parameters ? JsonData.Parse(parameters.Text) : null,
        TimeoutInSeconds = Number(details, "timeoutInSeconds"),
        HeartbeatInSeconds = Number(details, "heartbeatInSeconds"),
        Token = Text(json, Token),
        Output = details["output"] is null ? null : Payload(details, "output"),
        Error = Text(details, "error"),
        Cause = Text(details, "cause"),
    };

    private static ObjectData Write(MapRunStart start)
    {
        var json = new ObjectBuilder
        {
            ["label"] = start.Label,
            ["stateName"] = start.StateName,
            ["executionArn"] = start.ExecutionArn,
            ["maxConcurrency"] = start.MaxConcurrency,
            ["startDate"] = start.StartDate.UtcTicks,
            ["arn"] = start.Arn,
        };
        if (start.Tolerance.Count is { } count) json["toleratedFailureCount"] = count;
        if (start.Tolerance.Percentage is { } percentage) json["toleratedFailurePercentage"] = percentage;
        return json.Build();
    }

    private static MapRunStart? ReadStart(JsonData? json) => json is null ? null : new MapRunStart(
        json["arn"]!.Text, json["label"]!.Text, json["stateName"]!.Text, json["executionArn"]!.Text,
        new FailureTolerance(Number(json, "toleratedFailureCount"), json["toleratedFailurePercentage"]?.Number),
        Number(json, "maxConcurrency")!.Value, Time(json["startDate"]!));

    private static JsonData Payload(JsonData details, string field) => JsonData.Parse(details[field]!.Text);

    private static string? Text(JsonData details, string field) => (details[field] as StringData)?.Value;

    private static int? Number(JsonData details, string field) => details[field] is { } number ? (int)number.Integer : null;
}
