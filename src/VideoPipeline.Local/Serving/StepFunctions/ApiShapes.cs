using Newtonsoft.Json.Linq;
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
    /// <summary>Creates an item of ListExecutions.</summary>
    public static JObject Item(RecordedExecution execution)
    {
        var json = new JObject
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
    public static JObject Description(RecordedExecution execution)
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
    public static JObject Event(HistoryEvent entry, bool withData)
    {
        var json = entry.ToJson();
        if (withData) return json;
        foreach (var details in json.Properties().Select(property => property.Value).OfType<JObject>())
        {
            foreach (var payload in (string[])["input", "output", "inputDetails", "outputDetails", "parameters"])
                details.Remove(payload);
        }
        return json;
    }

    /// <summary>Creates an item of ListMapRuns.</summary>
    public static JObject Item(MapRun run)
    {
        var json = new JObject
        {
            ["executionArn"] = run.ExecutionArn,
            ["mapRunArn"] = run.Arn,
            ["stateMachineArn"] = HostedPipeline.StateMachineArn,
            ["startDate"] = Seconds(run.StartDate),
        };
        if (run.StopDate is { } stopped) json["stopDate"] = Seconds(stopped);
        return json;
    }

    /// <summary>Creates the response of DescribeMapRun.</summary>
    public static JObject Description(MapRun run)
    {
        var json = Item(run);
        json.Remove("stateMachineArn");
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
    public static JObject StateMachine(DateTimeOffset created) => new()
    {
        ["stateMachineArn"] = HostedPipeline.StateMachineArn,
        ["name"] = HostedPipeline.StateMachineArn[(HostedPipeline.StateMachineArn.LastIndexOf(':') + 1)..],
        ["type"] = "STANDARD",
        ["creationDate"] = Seconds(created),
    };

    /// <summary>Seconds since the Unix epoch, with milliseconds.</summary>
    public static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    private static void Payload(JObject json, string field, JToken value)
    {
        json[field] = StatesJson.Text(value);
        json[field + "Details"] = new JObject { ["included"] = true };
    }

    private static JObject Counts(MapRunCounts counts) => new()
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
