using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>Parses a state of any type. To add a type, add its class and a line in the table below.</summary>
internal static class StateParser
{
    private static readonly Dictionary<string, StateKind> s_kinds = new(StringComparer.Ordinal)
    {
        ["Pass"] = new(PassState.Fields, (name, node, _) => PassState.Parse(name, node)),
        ["Task"] = new(TaskState.Fields, TaskState.Parse),
        ["Choice"] = new(ChoiceState.Fields, (name, node, _) => ChoiceState.Parse(name, node)),
        ["Wait"] = new(WaitState.Fields, (name, node, _) => WaitState.Parse(name, node)),
        ["Succeed"] = new(SucceedState.Fields, (name, node, _) => SucceedState.Parse(name, node)),
        ["Fail"] = new(FailState.Fields, (name, node, _) => FailState.Parse(name, node)),
        ["Parallel"] = new(ParallelState.Fields, ParallelState.Parse),
        ["Map"] = new(MapState.Fields, MapState.Parse),
    };

    /// <summary>Parses a state; null if it has no valid type, which is reported.</summary>
    public static State? Parse(string name, DefinitionNode node, StateMachineScope scope)
    {
        var type = node.Required("Type");
        type.OneOf([.. s_kinds.Keys]);
        if (type.Token is not StringData { Value: var word } || !s_kinds.TryGetValue(word, out var kind)) return null;
        kind.Fields.Check(node, $"a {word} state", canAssign: word is not ("Succeed" or "Fail"));
        return kind.Parse(name, node, scope);
    }

    private sealed record StateKind(StateFields Fields, Func<string, DefinitionNode, StateMachineScope, State> Parse);
}
