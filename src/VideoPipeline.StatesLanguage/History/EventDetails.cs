using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.StatesLanguage.History;

/// <summary>The details of a history event. Payloads are JSON values here, but strings of JSON in the Step Functions
/// API.</summary>
public abstract record EventDetails
{
    /// <summary>Adds the fields with their names in GetExecutionHistory.</summary>
    internal abstract void WriteTo(ObjectBuilder json);

    private protected static void Payload(ObjectBuilder json, string field, JsonData value)
    {
        json[field] = value.ToString();
        json[field + "Details"] = ObjectData.Of(("truncated", false));
    }

    private protected static void Text(ObjectBuilder json, string field, string? value)
    {
        if (value is not null) json[field] = value;
    }

    private protected static void Number(ObjectBuilder json, string field, int? value)
    {
        if (value is { } number) json[field] = number;
    }
}

/// <summary>Details without fields: of ExecutionAborted.</summary>
public sealed record EmptyDetails : EventDetails
{
    internal override void WriteTo(ObjectBuilder json)
    {
    }
}

/// <summary>The details of ExecutionStarted.</summary>
public sealed record ExecutionStartedDetails(JsonData Input, string RoleArn) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json)
    {
        Payload(json, "input", Input);
        Text(json, "roleArn", RoleArn);
    }
}

/// <summary>The details of the StateEntered event of any state type.</summary>
public sealed record StateEnteredDetails(string Name, JsonData Input) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json)
    {
        Text(json, "name", Name);
        Payload(json, "input", Input);
    }
}

/// <summary>The details of the StateExited event of any state type.</summary>
/// <param name="Assigned">The variables that the state assigned; null if it assigned none.</param>
public sealed record StateExitedDetails(string Name, JsonData Output, ObjectData? Assigned = null) : EventDetails
{
    /// <summary>The state that follows; null if the workflow ends. Not part of GetExecutionHistory.</summary>
    public string? Next { get; init; }

    internal override void WriteTo(ObjectBuilder json)
    {
        Text(json, "name", Name);
        Payload(json, "output", Output);
        if (Assigned is not { Count: > 0 }) return;
        json["assignedVariables"] = ObjectData.Of(
            Assigned.OrderBy(variable => variable.Key, StringComparer.Ordinal)
                .Select(variable => (variable.Key, (JsonData)variable.Value.ToString())));
        json["assignedVariablesDetails"] = ObjectData.Of(("truncated", false));
    }
}

/// <summary>The details of ExecutionSucceeded, LambdaFunctionSucceeded and ActivitySucceeded.</summary>
public sealed record OutputDetails(JsonData Output) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json) => Payload(json, "output", Output);
}

/// <summary>The details of ExecutionFailed, ExecutionTimedOut, MapRunFailed, LambdaFunctionFailed and
/// LambdaFunctionTimedOut.</summary>
public sealed record FailureDetails(string? Error, string? Cause) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json)
    {
        Text(json, "error", Error);
        Text(json, "cause", Cause);
    }
}

/// <summary>The details of EvaluationFailed: a JSONata expression failed.</summary>
/// <param name="Location">The path of the field within the state; null if it is the input of a Map state.</param>
/// <param name="State">The name of the state.</param>
public sealed record EvaluationFailedDetails(string? Error, string? Cause, string? Location, string State) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json)
    {
        Text(json, "cause", Cause);
        Text(json, "error", Error);
        Text(json, "location", Location);
        Text(json, "state", State);
    }
}

/// <summary>The details of LambdaFunctionScheduled, for a Task whose resource is the ARN of a function.</summary>
public sealed record LambdaFunctionScheduledDetails(string Resource, JsonData Input, int? TimeoutInSeconds) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json)
    {
        Text(json, "resource", Resource);
        Payload(json, "input", Input);
        Number(json, "timeoutInSeconds", TimeoutInSeconds);
    }
}

/// <summary>The details of ActivityScheduled.</summary>
public sealed record ActivityScheduledDetails(
    string Resource, JsonData Input, int? TimeoutInSeconds, int? HeartbeatInSeconds) : EventDetails
{
    /// <summary>The token with which the worker ends the task. Not part of GetExecutionHistory.</summary>
    internal string? Token { get; init; }

    internal override void WriteTo(ObjectBuilder json)
    {
        Text(json, "resource", Resource);
        Payload(json, "input", Input);
        Number(json, "timeoutInSeconds", TimeoutInSeconds);
        Number(json, "heartbeatInSeconds", HeartbeatInSeconds);
    }
}

/// <summary>The details of ActivityStarted.</summary>
public sealed record ActivityStartedDetails(string? WorkerName) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json) => Text(json, "workerName", WorkerName);
}

/// <summary>The details of TaskScheduled, TaskStarted, TaskSucceeded, TaskFailed and TaskTimedOut, for a Task with a service
/// integration.</summary>
/// <param name="ResourceType">The service, such as <c>lambda</c>.</param>
/// <param name="Resource">The action, such as <c>invoke</c>.</param>
public sealed record TaskDetails(string ResourceType, string Resource) : EventDetails
{
    /// <summary>Only in TaskScheduled.</summary>
    public string? Region { get; init; }

    /// <inheritdoc cref="Region"/>
    public JsonData? Parameters { get; init; }

    /// <inheritdoc cref="Region"/>
    public int? TimeoutInSeconds { get; init; }

    /// <inheritdoc cref="Region"/>
    public int? HeartbeatInSeconds { get; init; }

    /// <summary>Only in TaskScheduled, of a task that waits for its token. Not part of GetExecutionHistory.</summary>
    internal string? Token { get; init; }

    /// <summary>Only in TaskSubmitted and TaskSucceeded.</summary>
    public JsonData? Output { get; init; }

    /// <summary>Only in TaskFailed and TaskTimedOut.</summary>
    public string? Error { get; init; }

    /// <inheritdoc cref="Error"/>
    public string? Cause { get; init; }

    internal override void WriteTo(ObjectBuilder json)
    {
        Text(json, "resourceType", ResourceType);
        Text(json, "resource", Resource);
        Text(json, "region", Region);
        Text(json, "parameters", Parameters is null ? null : Parameters.ToString());
        Number(json, "timeoutInSeconds", TimeoutInSeconds);
        Number(json, "heartbeatInSeconds", HeartbeatInSeconds);
        if (Output is not null) Payload(json, "output", Output);
        Text(json, "error", Error);
        Text(json, "cause", Cause);
    }
}

/// <summary>The details of MapStateStarted.</summary>
/// <param name="Length">The number of items; 0 if an ItemReader is yet to read them.</param>
public sealed record MapStateStartedDetails(int Length) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json) => json["length"] = Length;
}

/// <summary>The details of MapIterationStarted, MapIterationSucceeded, MapIterationFailed and MapIterationAborted.</summary>
/// <param name="Name">The name of the Map state.</param>
public sealed record MapIterationDetails(string Name, int Index) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json)
    {
        Text(json, "name", Name);
        json["index"] = Index;
    }
}

/// <summary>The details of ExecutionRedriven.</summary>
public sealed record ExecutionRedrivenDetails(int RedriveCount) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json) => json["redriveCount"] = RedriveCount;
}

/// <summary>The details of MapRunRedriven.</summary>
public sealed record MapRunRedrivenDetails(string MapRunArn, int RedriveCount) : EventDetails
{
    internal override void WriteTo(ObjectBuilder json)
    {
        Text(json, "mapRunArn", MapRunArn);
        json["redriveCount"] = RedriveCount;
    }
}

/// <summary>The details of MapRunStarted.</summary>
public sealed record MapRunStartedDetails(string MapRunArn) : EventDetails
{
    /// <summary>The Map Run. Not part of GetExecutionHistory.</summary>
    internal MapRunStart? Start { get; init; }

    internal override void WriteTo(ObjectBuilder json) => Text(json, "mapRunArn", MapRunArn);
}
