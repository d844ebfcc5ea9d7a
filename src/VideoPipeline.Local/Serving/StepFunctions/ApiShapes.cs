using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>
/// Creates the structures of the API: executions, Map Runs, state machines
/// (docs.aws.amazon.com/step-functions/latest/apireference).
/// </summary>
internal static class ApiShapes
{
    private static readonly string[] s_data = ["input", "output", "inputDetails", "outputDetails", "parameters"];

    /// <summary>Creates an item of ListExecutions.</summary>
    public static ObjectBuilder Item(RecordedExecution execution)
    {
        var json = new ObjectBuilder
        {
            ["executionArn"] = execution.Arn,
            ["stateMachineArn"] = execution.StateMachineArn,
            ["name"] = execution.Name,
            ["status"] = execution.Status.ToWire(),
            ["startDate"] = Seconds(execution.Started),
        };
        if (execution.Stopped is { } stopped) json["stopDate"] = Seconds(stopped);
        if (execution.MapRun is { } run) json["mapRunArn"] = run.Arn;
        return json;
    }

    /// <summary>Creates the response of DescribeExecution.</summary>
    public static JsonData Description(RecordedExecution execution)
    {
        var json = Item(execution);
        Payload(json, "input", execution.Input);
        if (execution.Output is { } output) Payload(json, "output", output);
        if (execution.Failure.Error is { } error) json["error"] = error;
        if (execution.Failure.Cause is { } cause) json["cause"] = cause;
        json["redriveCount"] = 0;
        json["redriveStatus"] = "NOT_REDRIVABLE";
        return json;
    }

    /// <summary>Creates an event of GetExecutionHistory.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="withData">Whether to include inputs and outputs.</param>
    public static JsonData Event(HistoryEvent entry, bool withData)
    {
        var json = entry.ToJson();
        return withData ? json : ObjectData.Of(json.Fields.Select(field => (field.Key, WithoutData(field.Value))));
    }

    /// <summary>Creates an item of ListMapRuns.</summary>
    public static JsonData Item(MapRun run)
    {
        var json = Common(run);
        json["stateMachineArn"] = HostedPipeline.StateMachineArn;
        return json;
    }

    /// <summary>Creates the response of DescribeMapRun.</summary>
    public static JsonData Description(MapRun run)
    {
        var json = Common(run);
        json["status"] = run.Status.ToWire();
        json["toleratedFailureCount"] = run.Tolerance.Count ?? 0;
        json["toleratedFailurePercentage"] = run.Tolerance.Percentage ?? 0;
        json["itemCounts"] = Counts(run.ItemCounts);
        json["executionCounts"] = Counts(run.ExecutionCounts);
        json["redriveCount"] = 0;
        return json;
    }

    /// <summary>Creates an item of ListStateMachines.</summary>
    /// <param name="created">The creation date.</param>
    public static ObjectBuilder StateMachine(DateTimeOffset created) => new()
    {
        ["stateMachineArn"] = HostedPipeline.StateMachineArn,
        ["name"] = HostedPipeline.StateMachineArn[(HostedPipeline.StateMachineArn.LastIndexOf(':') + 1)..],
        ["type"] = "STANDARD",
        ["creationDate"] = Seconds(created),
    };

    /// <summary>Seconds since the Unix epoch, with milliseconds.</summary>
    public static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    private static ObjectBuilder Common(MapRun run)
    {
        var json = new ObjectBuilder
        {
            ["executionArn"] = run.ExecutionArn,
            ["mapRunArn"] = run.Arn,
            ["startDate"] = Seconds(run.StartDate),
        };
        if (run.StopDate is { } stopped) json["stopDate"] = Seconds(stopped);
        return json;
    }

    private static JsonData WithoutData(JsonData details) => details is ObjectData fields
        ? ObjectData.Of(fields.Where(field => !s_data.Contains(field.Key)).Select(field => (field.Key, field.Value)))
        : details;

    private static void Payload(ObjectBuilder json, string field, JsonData value)
    {
        json[field] = value.ToString();
        json[field + "Details"] = ObjectData.Of(("included", true));
    }

    private static ObjectBuilder Counts(MapRunCounts counts) => new()
    {
        ["total"] = counts.Total,
        ["pending"] = counts.Pending,
        ["running"] = counts.Running,
        ["succeeded"] = counts.Succeeded,
        ["failed"] = counts.Failed,
        ["timedOut"] = counts.TimedOut,
        ["aborted"] = counts.Aborted,
        ["resultsWritten"] = 0,
    };
}
