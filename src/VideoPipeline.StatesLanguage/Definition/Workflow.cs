using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>A set of states with a start state: a state machine, a branch of a Parallel state or the ItemProcessor of a Map
/// state.</summary>
public sealed class Workflow
{
    private const int MaxNameLength = 80;

    private Workflow(string startAt, IReadOnlyDictionary<string, State> states) =>
        (StartAt, States) = (startAt, states);

    public string StartAt { get; }

    /// <summary>The states by name, in definition order.</summary>
    public IReadOnlyDictionary<string, State> States { get; }

    /// <summary>Parses an object with StartAt and States.</summary>
    /// <param name="node">The state machine, branch or ItemProcessor.</param>
    /// <param name="scope">The state machine.</param>
    internal static Workflow Parse(DefinitionNode node, StateMachineScope scope)
    {
        node.Require("States", "StartAt");
        var container = node["States"];
        if (container.Token is ObjectData { Count: 0 }) container.Report("Value cannot be empty", "Write at least one state.");
        var states = new OrderedDictionary<string, State>(StringComparer.Ordinal);
        foreach (var name in container.Fields)
        {
            var value = container[name];
            CheckName(name, value, scope);
            var language = QueryLanguages.OfState(value, scope.Language);
            if (StateParser.Parse(name, value.AsState(language), scope) is { } state) states.Add(name, state);
        }
        var start = node["StartAt"];
        Transitions.Check(start, container);
        return new Workflow(start.Text(), states);
    }

    private static void CheckName(string name, DefinitionNode state, StateMachineScope scope)
    {
        if (name.Length == 0)
        {
            state.Report("The state name cannot be empty", "Give the state a name.", DiagnosticCodes.InvalidStateName);
        }
        if (name.Length > MaxNameLength)
        {
            state.Report(
                $"State name '{name}' exceeds the {MaxNameLength}-character limit allowed by the service",
                $"Use 1 to {MaxNameLength} characters (got {name.Length}).", DiagnosticCodes.InvalidStateName);
        }
        if (!scope.AddState(name))
        {
            state.Report(
                $"Duplicate State name: {name}", "Rename one: names must be unique in the whole state machine.",
                DiagnosticCodes.DuplicateStateName);
        }
    }
}
