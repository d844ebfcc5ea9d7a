using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.History;

/// <summary>What an event says beyond its type. Payloads are values here and JSON text on the wire.</summary>
public abstract record EventDetails
{
    /// <summary>Adds the fields as GetExecutionHistory names them.</summary>
    internal abstract void WriteTo(JObject json);

    private protected static void Payload(JObject json, string field, JToken value)
    {
        json[field] = StatesJson.Text(value);
        json[field + "Details"] = new JObject { ["truncated"] = false };
    }

    private protected static void Text(JObject json, string field, string? value)
    {
        if (value is not null) json[field] = value;
    }

    private protected static void Number(JObject json, string field, int? value)
    {
        if (value is not null) json[field] = value;
    }
}

/// <summary>No fields: ExecutionAborted.</summary>
public sealed record EmptyDetails : EventDetails
{
    internal override void WriteTo(JObject json)
    {
    }
}

/// <summary>ExecutionStarted.</summary>
public sealed record ExecutionStartedDetails(JToken Input, string RoleArn) : EventDetails
{
    internal override void WriteTo(JObject json)
    {
        Payload(json, "input", Input);
        Text(json, "roleArn", RoleArn);
    }
}

/// <summary>…StateEntered.</summary>
public sealed record StateEnteredDetails(string Name, JToken Input) : EventDetails
{
    internal override void WriteTo(JObject json)
    {
        Text(json, "name", Name);
        Payload(json, "input", Input);
    }
}

/// <summary>…StateExited.</summary>
public sealed record StateExitedDetails(string Name, JToken Output) : EventDetails
{
    internal override void WriteTo(JObject json)
    {
        Text(json, "name", Name);
        Payload(json, "output", Output);
    }
}

/// <summary>ExecutionSucceeded, LambdaFunctionSucceeded.</summary>
public sealed record OutputDetails(JToken Output) : EventDetails
{
    internal override void WriteTo(JObject json) => Payload(json, "output", Output);
}

/// <summary>ExecutionFailed, ExecutionTimedOut, MapRunFailed, LambdaFunctionFailed, LambdaFunctionTimedOut.</summary>
public sealed record FailureDetails(string? Error, string? Cause) : EventDetails
{
    internal override void WriteTo(JObject json)
    {
        Text(json, "error", Error);
        Text(json, "cause", Cause);
    }
}

/// <summary>LambdaFunctionScheduled: a Task whose resource is a function's ARN.</summary>
public sealed record LambdaFunctionScheduledDetails(string Resource, JToken Input, int? TimeoutInSeconds) : EventDetails
{
    internal override void WriteTo(JObject json)
    {
        Text(json, "resource", Resource);
        Payload(json, "input", Input);
        Number(json, "timeoutInSeconds", TimeoutInSeconds);
    }
}

/// <summary>TaskScheduled, TaskStarted, TaskSucceeded, TaskFailed, TaskTimedOut: a Task of a service
/// integration.</summary>
/// <param name="ResourceType">The service, such as <c>lambda</c>.</param>
/// <param name="Resource">The action, such as <c>invoke</c>.</param>
public sealed record TaskDetails(string ResourceType, string Resource) : EventDetails
{
    /// <summary>Of TaskScheduled.</summary>
    public string? Region { get; init; }

    /// <inheritdoc cref="Region"/>
    public JToken? Parameters { get; init; }

    /// <inheritdoc cref="Region"/>
    public int? TimeoutInSeconds { get; init; }

    /// <inheritdoc cref="Region"/>
    public int? HeartbeatInSeconds { get; init; }

    /// <summary>Of TaskSucceeded.</summary>
    public JToken? Output { get; init; }

    /// <summary>Of TaskFailed and TaskTimedOut.</summary>
    public string? Error { get; init; }

    /// <inheritdoc cref="Error"/>
    public string? Cause { get; init; }

    internal override void WriteTo(JObject json)
    {
        Text(json, "resourceType", ResourceType);
        Text(json, "resource", Resource);
        Text(json, "region", Region);
        Text(json, "parameters", Parameters is null ? null : StatesJson.Text(Parameters));
        Number(json, "timeoutInSeconds", TimeoutInSeconds);
        Number(json, "heartbeatInSeconds", HeartbeatInSeconds);
        if (Output is not null) Payload(json, "output", Output);
        Text(json, "error", Error);
        Text(json, "cause", Cause);
    }
}

/// <summary>MapStateStarted.</summary>
/// <param name="Length">The number of items; 0 where an ItemReader will find them.</param>
public sealed record MapStateStartedDetails(int Length) : EventDetails
{
    internal override void WriteTo(JObject json) => json["length"] = Length;
}

/// <summary>MapIterationStarted, Succeeded, Failed, Aborted.</summary>
/// <param name="Name">The Map state's.</param>
public sealed record MapIterationDetails(string Name, int Index) : EventDetails
{
    internal override void WriteTo(JObject json)
    {
        Text(json, "name", Name);
        json["index"] = Index;
    }
}

/// <summary>MapRunStarted.</summary>
public sealed record MapRunStartedDetails(string MapRunArn) : EventDetails
{
    internal override void WriteTo(JObject json) => Text(json, "mapRunArn", MapRunArn);
}
