using System.Globalization;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>The context object, <c>$$</c>: information about the execution, the state machine, the state and the item of a
/// Map.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html</remarks>
internal sealed class ContextObject
{
    private ContextObject(ObjectData json) => Json = json;

    /// <summary>The object that paths select from.</summary>
    public ObjectData Json { get; }

    public static ContextObject Empty { get; } = new(ObjectData.Empty);

    public static ContextObject Of(ObjectData json) => new(json);

    public static ContextObject Create(ExecutionInfo execution)
    {
        var json = ObjectData.Of(
            ("Id", execution.Arn),
            ("Input", execution.Input),
            ("StartTime", Time(execution.StartTime)),
            ("Name", execution.Name),
            ("RoleArn", execution.RoleArn),
            ("RedriveCount", execution.RedriveCount));
        if (execution.RedriveTime is { } redriven) json = json.With("RedriveTime", Time(redriven));
        return new(ObjectData.Of(
            ("Execution", json),
            ("StateMachine", ObjectData.Of(("Id", execution.StateMachineArn), ("Name", execution.StateMachineName)))));
    }

    /// <summary>The context of a state; a state that can be retried has a RetryCount.</summary>
    public ContextObject WithState(string state, DateTimeOffset time, int? retryCount)
    {
        var json = ObjectData.Of(("Name", state), ("EnteredTime", Time(time)));
        return new(Json.With("State", retryCount is { } count ? json.With("RetryCount", count) : json));
    }

    public ContextObject WithRetryCount(int retryCount) =>
        new(Json.With("State", Json["State"]!.Fields.With("RetryCount", retryCount)));

    /// <summary>The context of a task that waits for its token.</summary>
    public ContextObject WithToken(string token) => new(Json.With("Task", ObjectData.Of(("Token", token))));

    public ContextObject WithItem(MapItem item)
    {
        var json = ObjectData.Of(("Index", item.Index), ("Value", item.Value));
        if (item.Key is { } key) json = json.With("Key", key);
        return new(Json.With("Map", ObjectData.Of(("Item", json.With("Source", item.Source)))));
    }

    /// <summary>A time as the context object has it.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>The item of a Map iteration.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Value">Its value.</param>
/// <param name="Source">Where it comes from: <see cref="StateData"/>, or the S3 URI of a bucket or object.</param>
internal readonly record struct MapItem(int Index, JsonData Value, string Source = MapItem.StateData)
{
    /// <summary>The source of items in the input of the state.</summary>
    public const string StateData = "STATE_DATA";

    /// <summary>The name of the field, if the items are the fields of an object; null otherwise.</summary>
    public string? Key { get; init; }
}

/// <summary>The execution and the state machine in the context object.</summary>
internal sealed record ExecutionInfo(
    string Arn,
    string Name,
    JsonData Input,
    DateTimeOffset StartTime,
    string RoleArn,
    int RedriveCount,
    DateTimeOffset? RedriveTime,
    string StateMachineArn,
    string StateMachineName);
