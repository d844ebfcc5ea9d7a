using System.Globalization;
using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>The context object, <c>$$</c>: who is running, in which state, over which item of a Map.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html</remarks>
internal sealed class ContextObject
{
    private static readonly IReadOnlyList<PathStep> s_inputPath = JsonPath.Parse("$.Execution.Input").Steps!;
    private static readonly IReadOnlyList<PathStep> s_itemPath = JsonPath.Parse("$.Map.Item.Value").Steps!;

    private readonly ExecutionFacts _execution;
    private readonly StateFacts? _state;
    private readonly MapItem? _item;

    private ContextObject(ExecutionFacts execution, StateFacts? state, MapItem? item) =>
        (_execution, _state, _item) = (execution, state, item);

    public static ContextObject Of(ExecutionFacts execution) => new(execution, null, null);

    public ContextObject Entering(string state, DateTimeOffset time, int? retryCount) =>
        new(_execution, new StateFacts(state, time, retryCount), _item);

    public ContextObject Retrying(int retryCount) => new(_execution, _state! with { RetryCount = retryCount }, _item);

    public ContextObject Over(MapItem item) => new(_execution, _state, item);

    /// <summary>What a path leads to, or null.</summary>
    /// <remarks>The two parts of any size, the execution's input and the item, go into the object only for a path that
    /// asks for them together with something else: they would be copied for each item of a Map.</remarks>
    public JToken? Select(JsonPath path)
    {
        if (path.Steps is not { } steps) return path.Select(Json(whole: true));
        if (StartsWith(steps, s_inputPath)) return JsonPath.Follow(_execution.Input, steps, s_inputPath.Count);
        if (StartsWith(steps, s_itemPath)) return _item is { } item ? JsonPath.Follow(item.Value, steps, s_itemPath.Count)
            : null;
        return path.Select(Json(whole: StartsWith(s_inputPath, steps) || StartsWith(s_itemPath, steps)));
    }

    private static bool StartsWith(IReadOnlyList<PathStep> steps, IReadOnlyList<PathStep> start) =>
        steps.Count >= start.Count && steps.Take(start.Count).SequenceEqual(start);

    private JObject Json(bool whole)
    {
        var json = new JObject
        {
            ["Execution"] = new JObject
            {
                ["Id"] = _execution.Arn,
                ["Input"] = whole ? _execution.Input : null,
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
            var value = whole ? item.Value : null;
            json["Map"] = new JObject { ["Item"] = new JObject { ["Index"] = item.Index, ["Value"] = value } };
        }
        return json;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed record StateFacts(string Name, DateTimeOffset EnteredTime, int? RetryCount);
}

/// <summary>The item a Map iteration is about.</summary>
internal readonly record struct MapItem(int Index, JToken Value);

/// <summary>What the context object says about the execution and its state machine.</summary>
internal sealed record ExecutionFacts(
    string Arn,
    string Name,
    JToken Input,
    DateTimeOffset StartTime,
    string RoleArn,
    string StateMachineArn,
    string StateMachineName);
