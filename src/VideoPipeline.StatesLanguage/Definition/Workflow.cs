using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>States and the one that comes first: a whole state machine, a branch of Parallel or the processor of a
/// Map.</summary>
public sealed class Workflow
{
    private Workflow(string startAt, IReadOnlyDictionary<string, State> states) =>
        (StartAt, States) = (startAt, states);

    public string StartAt { get; }

    /// <summary>The states by name, in the order of the definition.</summary>
    public IReadOnlyDictionary<string, State> States { get; }

    /// <summary>Reads a node with StartAt and States.</summary>
    /// <param name="node">The state machine, branch or processor.</param>
    /// <param name="names">The names taken so far: a name is unique in the whole state machine, nested states
    /// included.</param>
    internal static Workflow Parse(DefinitionNode node, ISet<string> names)
    {
        var container = node.Required("States");
        if (container.Token is not JObject { Count: > 0 }) throw container.Invalid(
            "holds no states.", "Write at least one state.");
        var states = new OrderedDictionary<string, State>(StringComparer.Ordinal);
        foreach (var name in container.Fields)
        {
            var state = container.Required(name);
            if (name.Length is 0 or > 80) throw state.Invalid(
                "The name has 0 or more than 80 characters.", "Shorten it.");
            if (!names.Add(name)) throw state.Invalid(
                "Another state has this name.", "Names are unique in the whole state machine; rename one.");
            states.Add(name, StateParser.Parse(name, state, names));
        }
        var start = node.Required("StartAt");
        Transitions.Check(start, container, states);
        return new Workflow(start.Text(), states);
    }
}
