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

    public static ContextObject Create(ExecutionInfo execution) => new(ObjectData.Of(
        ("Execution", ObjectData.Of(
            ("Id", execution.Arn),
            ("Input", execution.Input),
            ("StartTime", Time(execution.StartTime)),
            ("Name", execution.Name),
            ("RoleArn", execution.RoleArn),
            ("RedriveCount", execution.RedriveCount))),
        ("StateMachine", ObjectData.Of(("Id", execution.StateMachineArn), ("Name", execution.StateMachineName)))));

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

    public ContextObject WithItem(MapItem item) => new(Json.With("Map", ObjectData.Of(
        ("Item", ObjectData.Of(("Index", item.Index), ("Value", item.Value))))));

    /// <summary>A time as the context object has it.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>The item of a Map iteration.</summary>
internal readonly record struct MapItem(int Index, JsonData Value);

/// <summary>The execution and the state machine in the context object.</summary>
internal sealed record ExecutionInfo(
    string Arn,
    string Name,
    JsonData Input,
    DateTimeOffset StartTime,
    string RoleArn,
    int RedriveCount,
    string StateMachineArn,
    string StateMachineName);
