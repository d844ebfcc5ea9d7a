using System.Globalization;
using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>The context object, <c>$$</c>: who is running, in which state, over which item of a Map.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html</remarks>
internal sealed class ContextObject
{
    private readonly ExecutionFacts _execution;
    private readonly StateFacts? _state;
    private readonly MapItem? _item;
    private readonly Lazy<JObject> _json;

    private ContextObject(ExecutionFacts execution, StateFacts? state, MapItem? item)
    {
        (_execution, _state, _item) = (execution, state, item);
        _json = new Lazy<JObject>(Build);
    }

    /// <summary>Built on first use: most states never look at it.</summary>
    public JObject Json => _json.Value;

    public static ContextObject Of(ExecutionFacts execution) => new(execution, null, null);

    public ContextObject Entering(string state, DateTimeOffset time, int? retryCount) =>
        new(_execution, new StateFacts(state, time, retryCount), _item);

    public ContextObject Retrying(int retryCount) => new(_execution, _state! with { RetryCount = retryCount }, _item);

    public ContextObject Over(MapItem item) => new(_execution, _state, item);

    private JObject Build()
    {
        var json = new JObject
        {
            ["Execution"] = new JObject
            {
                ["Id"] = _execution.Arn,
                ["Input"] = _execution.Input,
                ["StartTime"] = Time(_execution.StartTime),
                ["Name"] = _execution.Name,
                ["RoleArn"] = _execution.RoleArn,
                ["RedriveCount"] = 0,
            },
            ["StateMachine"] =
                new JObject { ["Id"] = _execution.StateMachineArn, ["Name"] = _execution.StateMachineName },
        };
        if (_state is not null)
        {
            var state = new JObject { ["Name"] = _state.Name, ["EnteredTime"] = Time(_state.EnteredTime) };
            if (_state.RetryCount is { } retries) state["RetryCount"] = retries;
            json["State"] = state;
        }
        if (_item is { } item)
        {
            json["Map"] = new JObject { ["Item"] = new JObject { ["Index"] = item.Index, ["Value"] = item.Value } };
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
    string Arn, string Name, JToken Input, DateTimeOffset StartTime, string RoleArn, string StateMachineArn,
    string StateMachineName);
