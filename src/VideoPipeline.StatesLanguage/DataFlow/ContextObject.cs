using System.Globalization;
using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>The context object, <c>$$</c>: information about the execution, the state machine, the state and the item of a
/// Map.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html</remarks>
internal sealed class ContextObject
{
    private static readonly IReadOnlyList<PathStep> s_inputPath = JsonPath.Parse("$.Execution.Input").Steps!;
    private static readonly IReadOnlyList<PathStep> s_itemPath = JsonPath.Parse("$.Map.Item.Value").Steps!;

    private readonly ExecutionInfo _execution;
    private readonly StateInfo? _state;
    private readonly MapItem? _item;

    private ContextObject(ExecutionInfo execution, StateInfo? state, MapItem? item) =>
        (_execution, _state, _item) = (execution, state, item);

    public static ContextObject Create(ExecutionInfo execution) => new(execution, null, null);

    public ContextObject WithState(string state, DateTimeOffset time, int? retryCount) =>
        new(_execution, new StateInfo(state, time, retryCount), _item);

    public ContextObject WithRetryCount(int retryCount) => new(_execution, _state! with { RetryCount = retryCount }, _item);

    public ContextObject WithItem(MapItem item) => new(_execution, _state, item);

    /// <summary>The value at a path, or null.</summary>
    /// <remarks>The execution's input and the item can be large. They are included in the JSON only if the path needs them
    /// together with other fields, because they are copied at each evaluation.</remarks>
    public JToken? Select(JsonPath path)
    {
        if (path.Steps is not { } steps) return path.Select(ToJson(includeData: true));
        if (StartsWith(steps, s_inputPath)) return JsonPath.Follow(_execution.Input, steps, s_inputPath.Count);
        if (StartsWith(steps, s_itemPath)) return _item is { } item ? JsonPath.Follow(item.Value, steps, s_itemPath.Count)
            : null;
        return path.Select(ToJson(includeData: StartsWith(s_inputPath, steps) || StartsWith(s_itemPath, steps)));
    }

    private static bool StartsWith(IReadOnlyList<PathStep> steps, IReadOnlyList<PathStep> start) =>
        steps.Count >= start.Count && steps.Take(start.Count).SequenceEqual(start);

    private JObject ToJson(bool includeData)
    {
        var json = new JObject
        {
            ["Execution"] = new JObject
            {
                ["Id"] = _execution.Arn,
                ["Input"] = includeData ? _execution.Input : null,
                ["StartTime"] = Time(_execution.StartTime),
                ["Name"] = _execution.Name,
                ["RoleArn"] = _execution.RoleArn,
                ["RedriveCount"] = 0,
            },
            ["StateMachine"] = new JObject
            {
                ["Id"] = _execution.StateMachineArn,
                ["Name"] = _execution.StateMachineName,
            },
        };
        if (_state is not null)
        {
            var state = new JObject { ["Name"] = _state.Name, ["EnteredTime"] = Time(_state.EnteredTime) };
            if (_state.RetryCount is { } retries) state["RetryCount"] = retries;
            json["State"] = state;
        }
        if (_item is { } item)
        {
            var value = includeData ? item.Value : null;
            json["Map"] = new JObject { ["Item"] = new JObject { ["Index"] = item.Index, ["Value"] = value } };
        }
        return json;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed record StateInfo(string Name, DateTimeOffset EnteredTime, int? RetryCount);
}

/// <summary>The item of a Map iteration.</summary>
internal readonly record struct MapItem(int Index, JToken Value);

/// <summary>The execution and the state machine in the context object.</summary>
internal sealed record ExecutionInfo(
    string Arn,
    string Name,
    JToken Input,
    DateTimeOffset StartTime,
    string RoleArn,
    string StateMachineArn,
    string StateMachineName);
