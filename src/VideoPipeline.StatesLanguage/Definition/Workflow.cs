using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>A set of states with a start state: a state machine, a branch of a Parallel state or the ItemProcessor of a Map
/// state.</summary>
public sealed class Workflow
{
    private Workflow(string startAt, IReadOnlyDictionary<string, State> states) =>
        (StartAt, States) = (startAt, states);

    public string StartAt { get; }

    /// <summary>The states by name, in definition order.</summary>
    public IReadOnlyDictionary<string, State> States { get; }

    /// <summary>Parses an object with StartAt and States.</summary>
    /// <param name="node">The state machine, branch or ItemProcessor.</param>
    /// <param name="names">The names used so far.</param>
    internal static Workflow Parse(DefinitionNode node, WorkflowNames names)
    {
        var container = node.Required("States");
        if (container.Token is not ObjectData { Count: > 0 }) throw container.Invalid(
            "There are no states.", "Write at least one state.");
        var states = new OrderedDictionary<string, State>(StringComparer.Ordinal);
        foreach (var name in container.Fields)
        {
            var state = container.Required(name);
            if (name.Length is 0 or > 80) throw state.Invalid(
                $"The name has {name.Length} characters.", "Use 1 to 80 characters.");
            if (!names.Add(name)) throw state.Invalid(
                "Another state has the same name.", "Rename one: names must be unique in the whole state machine.");
            states.Add(name, StateParser.Parse(name, state.AsState(QueryLanguages.OfState(state, names.Language)), names));
        }
        var start = node.Required("StartAt");
        Transitions.Check(start, container, states);
        return new Workflow(start.Text(), states);
    }
}

/// <summary>What the workflows of a state machine share: the query language, and the names of their states. A name must be unique in
/// the whole state machine.</summary>
internal sealed class WorkflowNames(QueryLanguage language)
{
    private readonly HashSet<string> _states = new(StringComparer.Ordinal);

    public QueryLanguage Language => language;

    /// <summary>Adds the name of a state; false if another one has it.</summary>
    public bool Add(string state) => _states.Add(state);
}
