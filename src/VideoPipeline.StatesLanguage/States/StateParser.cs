using VideoPipeline.StatesLanguage.Definition;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>Parses a state of any type. To add a type, add its class and a line in the table below.</summary>
internal static class StateParser
{
    private static readonly Dictionary<string, StateKind> s_kinds = new(StringComparer.Ordinal)
    {
        ["Pass"] = new(PassState.Fields, (name, node, _) => PassState.Parse(name, node)),
        ["Task"] = new(TaskState.Fields, (name, node, _) => TaskState.Parse(name, node)),
        ["Choice"] = new(ChoiceState.Fields, (name, node, _) => ChoiceState.Parse(name, node)),
        ["Wait"] = new(WaitState.Fields, (name, node, _) => WaitState.Parse(name, node)),
        ["Succeed"] = new(SucceedState.Fields, (name, node, _) => SucceedState.Parse(name, node)),
        ["Fail"] = new(FailState.Fields, (name, node, _) => FailState.Parse(name, node)),
        ["Parallel"] = new(ParallelState.Fields, ParallelState.Parse),
        ["Map"] = new(MapState.Fields, MapState.Parse),
    };

    public static State Parse(string name, DefinitionNode node, WorkflowNames names)
    {
        var type = node.Required("Type");
        if (!s_kinds.TryGetValue(type.Text(), out var kind))
        {
            throw type.Invalid(
                $"'{type.Text()}' is not a state type.", $"Write one of {string.Join(", ", s_kinds.Keys)}.");
        }
        kind.Fields.Check(node, $"a {type.Text()} state", canAssign: type.Text() is not ("Succeed" or "Fail"));
        return kind.Parse(name, node, names);
    }

    private sealed record StateKind(StateFields Fields, Func<string, DefinitionNode, WorkflowNames, State> Parse);
}
