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
    private const string MetadataOnly = "METADATA_ONLY";

    private static readonly string[] s_data = ["input", "output", "inputDetails", "outputDetails", "parameters"];

    /// <summary>Creates an item of ListExecutions.</summary>
    public static JsonData Item(RecordedExecution execution)
    {
        var json = Common(execution);
        if (execution.MapRun is not null) json["itemCount"] = execution.Start.ItemCount;
        return json;
    }

    /// <summary>Creates the response of DescribeExecution.</summary>
    public static JsonData Description(RecordedExecution execution, DateTimeOffset now, ApiRequest request)
    {
        var json = Common(execution);
        AddData(json, execution, request);
        var redrivability = Redrivability.Of(execution, now);
        json["redriveStatus"] = redrivability.Status;
        if (redrivability.Reason is { } reason) json["redriveStatusReason"] = reason;
        return json;
    }

    /// <summary>Creates the response of StartSyncExecution.</summary>
    public static JsonData SyncResult(RecordedExecution execution, ApiRequest request)
    {
        var json = new ObjectBuilder
        {
            ["executionArn"] = execution.Arn,
            ["stateMachineArn"] = execution.Start.StateMachineArn,
            ["name"] = Arns.NameOf(execution.Arn),
            ["startDate"] = Seconds(execution.Start.Started),
            ["stopDate"] = Seconds(execution.Stopped!.Value),
            ["status"] = execution.Status.ToWire(),
        };
        AddData(json, execution, request);
        var milliseconds = (execution.Stopped.Value - execution.Start.Started).TotalMilliseconds;
        json["billingDetails"] = ObjectData.Of(
            ("billedDurationInMilliseconds", (long)Math.Ceiling(milliseconds / 100) * 100), ("billedMemoryUsedInMB", 64));
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

    /// <summary>Creates what DescribeStateMachine and DescribeStateMachineForExecution have in common.</summary>
    /// <param name="arn">The ARN of the state machine without the number of a version; of the workflow of a Map state,
    /// <c>…MACHINE/LABEL</c>.</param>
    /// <param name="revision">What its executions run.</param>
    /// <param name="map">The Map state of a workflow; null for the state machine.</param>
    /// <param name="request">The request.</param>
    public static ObjectBuilder StateMachine(string arn, Revision revision, MapStateDefinition? map, ApiRequest request)
    {
        var isMetadataOnly = request.Text("includedData") == MetadataOnly;
        var json = new ObjectBuilder
        {
            ["name"] = Arns.NameOf(arn),
            ["definition"] = isMetadataOnly ? "{}" : map?.Text ?? revision.Text,
            ["roleArn"] = revision.RoleArn,
            ["loggingConfiguration"] = revision.Settings.Logging,
            ["tracingConfiguration"] = revision.Settings.Tracing,
            ["encryptionConfiguration"] = revision.Settings.Encryption,
        };
        if (revision.PublicId is { } id) json["revisionId"] = id;
        if (map is not null) json["label"] = map.Label;
        var references = (map?.Definition ?? revision.Definition).AllStates
            .Where(state => state.VariableReferences.Count > 0)
            .Select(state => (
                state.Name, (JsonData)ArrayData.Of(state.VariableReferences.Select(variable => (JsonData)variable))))
            .ToArray();
        if (references.Length > 0 && !isMetadataOnly) json["variableReferences"] = ObjectData.Of(references);
        return json;
    }

    /// <summary>Creates an item of ListMapRuns.</summary>
    public static JsonData Item(MapRun run)
    {
        var json = Common(run);
        json["stateMachineArn"] = ExecutionRegistry.StateMachineOf(run);
        return json;
    }

    /// <summary>Creates the response of DescribeMapRun.</summary>
    public static JsonData Description(MapRun run)
    {
        var json = Common(run);
        json["status"] = run.Status.ToWire();
        json["maxConcurrency"] = run.MaxConcurrency;
        json["toleratedFailureCount"] = run.Tolerance.Count ?? 0;
        json["toleratedFailurePercentage"] = run.Tolerance.Percentage ?? 0;
        json["itemCounts"] = Counts(run.ItemCounts, run.ResultsWritten);
        json["executionCounts"] = Counts(run.ExecutionCounts, run.ResultsWritten);
        json["redriveCount"] = run.RedriveCount;
        if (run.RedriveDate is { } redriven) json["redriveDate"] = Seconds(redriven);
        return json;
    }

    /// <summary>Seconds since the Unix epoch, with milliseconds.</summary>
    public static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    private static ObjectBuilder Common(RecordedExecution execution)
    {
        var (start, (redrives, redriven)) = (execution.Start, execution.Redrives);
        var json = new ObjectBuilder
        {
            ["executionArn"] = execution.Arn,
            ["stateMachineArn"] = start.StateMachineArn,
            ["name"] = Arns.NameOf(execution.Arn),
            ["status"] = execution.WireStatus,
            ["startDate"] = Seconds(start.Started),
            ["redriveCount"] = redrives,
        };
        if (execution.Stopped is { } stopped) json["stopDate"] = Seconds(stopped);
        if (redriven is { } date) json["redriveDate"] = Seconds(date);
        if (start.VersionArn is { } version) json["stateMachineVersionArn"] = version;
        if (start.AliasArn is { } alias) json["stateMachineAliasArn"] = alias;
        if (start.MapRun is { } run) json["mapRunArn"] = run.Arn;
        return json;
    }

    private static void AddData(ObjectBuilder json, RecordedExecution execution, ApiRequest request)
    {
        if (execution.Start.TraceHeader is { } header) json["traceHeader"] = header;
        if (request.Text("includedData") == MetadataOnly) return;
        Payload(json, "input", execution.Input);
        if (execution.Output is { } output) Payload(json, "output", output.ToString());
        if (execution.Failure.Error is { } error) json["error"] = error;
        if (execution.Failure.Cause is { } cause) json["cause"] = cause;
    }

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

    private static void Payload(ObjectBuilder json, string field, string value)
    {
        json[field] = value;
        json[field + "Details"] = ObjectData.Of(("included", true));
    }

    private static ObjectBuilder Counts(MapRunCounts counts, int resultsWritten) => new()
    {
        ["total"] = counts.Total,
        ["pending"] = counts.Pending,
        ["running"] = counts.Running,
        ["succeeded"] = counts.Succeeded,
        ["failed"] = counts.Failed,
        ["timedOut"] = counts.TimedOut,
        ["aborted"] = counts.Aborted,
        ["resultsWritten"] = resultsWritten,
        ["failuresNotRedrivable"] = 0,
        ["pendingRedrive"] = counts.PendingRedrive,
    };
}
