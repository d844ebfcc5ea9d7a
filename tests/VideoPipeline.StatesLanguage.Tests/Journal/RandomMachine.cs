using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Tests.Journal;

/// <summary>Generates state machines of all types of states: nested Parallel states, inline and distributed Maps, retries,
/// catchers, waits
/// and variables. The same seed makes the same state machine.</summary>
internal sealed class RandomMachine
{
    private const string Function = "arn:aws:lambda:eu-west-1:111111111111:function:f";

    private readonly Random _random;
    private int _names;

    private RandomMachine(int seed) => _random = new Random(seed);

    /// <summary>The input of its executions.</summary>
    public static JsonData Input { get; } =
        ObjectData.Of(("item", "0"), ("items", ArrayData.Of(1, 2)), ("none", ArrayData.Empty));

    public static string Create(int seed) => new RandomMachine(seed).Workflow(depth: 3, isTop: true).ToString();

    private ObjectData Workflow(int depth, bool isTop = false)
    {
        var count = isTop ? 3 : _random.Next(1, 3);
        var names = Enumerable.Range(0, count).Select(_ => $"S{++_names}").ToArray();
        var states = new ObjectBuilder();
        for (var i = 0; i < count; i++)
        {
            var state = State(names[i], depth).Fields;
            states[names[i]] = i < count - 1 ? Caught(state, names[i + 1]) : state.With("End", true);
        }
        return ObjectData.Of(("StartAt", names[0]), ("States", states));
    }

    private ObjectData Caught(ObjectData state, string next)
    {
        state = state.With("Next", next);
        if (state["Type"]!.Text is not ("Parallel" or "Map" or "Task") || _random.Next(2) == 0) return state;
        return state.With("Catch", ArrayData.Of(ObjectData.Of(
            ("ErrorEquals", ArrayData.Of("States.ALL")), ("ResultPath", JsonData.Null), ("Next", next))));
    }

    private JsonData State(string name, int depth) => _random.Next(depth > 0 ? 9 : 4) switch
    {
        0 => ObjectData.Of(("Type", "Wait"), ("Seconds", _random.Next(0, 20))),
        1 => ObjectData.Of(
            ("Type", "Pass"), ("Assign", ObjectData.Of(($"v{name}", name))), ("ResultPath", "$.p"), ("Result", name)),
        2 or 3 or 4 => Task(name),
        5 or 6 => Recovered(ObjectData.Of(
            ("Type", "Parallel"),
            ("Branches", ArrayData.Of(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => (JsonData)Workflow(depth - 1)))),
            ("ResultPath", "$.r"))),
        7 => Recovered(Map(depth, ObjectData.Of(("Mode", "INLINE")))),
        _ => Recovered(Map(depth, ObjectData.Of(("Mode", "DISTRIBUTED"), ("ExecutionType", "STANDARD")))),
    };

    // Its name is in its input, also in that of its items, so that each call has an input of its own.
    private JsonData Task(string name)
    {
        var parameters = new ObjectBuilder { ["name"] = name, ["state.$"] = "$$.State.Name", ["item.$"] = "$.item" };
        var fails = _random.Next(4) == 0 ? _random.Next(1, 4) : 0;
        if (fails > 0) parameters["fail"] = fails;
        var task = new ObjectBuilder
        {
            ["Type"] = "Task", ["Resource"] = Function, ["Parameters"] = parameters, ["ResultPath"] = "$.t",
            ["Assign"] = ObjectData.Of(("last", name)),
        };
        if (fails > 0 && _random.Next(4) > 0)
        {
            task["Retry"] = ArrayData.Of(
                ObjectData.Of(("ErrorEquals", ArrayData.Of("Other")), ("MaxAttempts", 9)),
                ObjectData.Of(("ErrorEquals", ArrayData.Of("Broken")), ("MaxAttempts", 3), ("IntervalSeconds", 2)));
        }
        return task;
    }

    private ObjectData Map(int depth, ObjectData config)
    {
        var state = ObjectData.Of(
            ("Type", "Map"),
            ("ItemProcessor", Workflow(depth - 1).With("ProcessorConfig", config)),
            ("MaxConcurrency", _random.Next(0, 3)),
            ("ItemSelector", ObjectData.Of(
                ("item.$", "States.Format('{}.{}', $.item, $$.Map.Item.Value)"), ("items.$", "$.items"), ("none.$", "$.none"))),
            ("ItemsPath", _random.Next(8) == 0 ? "$.none" : "$.items"),
            ("ResultPath", "$.m"));
        var tolerates = config["Mode"]!.Text == "DISTRIBUTED" && _random.Next(2) == 0;
        return tolerates ? state.With("ToleratedFailurePercentage", 100) : state;
    }

    // Enough attempts for all failures within the state, so that the outcome does not depend on which of them comes first.
    private JsonData Recovered(ObjectData state) => _random.Next(2) == 0
        ? state.With("Retry", ArrayData.Of(ObjectData.Of(("ErrorEquals", ArrayData.Of("States.ALL")), ("MaxAttempts", 99))))
        : state;
}
