using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>Validates transitions: every target is a state of the same workflow, a state is terminal, and every state is
/// reachable.</summary>
/// <remarks>Codes, words, locations and order are those that AWS answers. Read from the document, so that a fault of a state
/// does not make those after it unreachable.</remarks>
internal static class Transitions
{
    public static void Check(DefinitionNode start, DefinitionNode container)
    {
        if (container.Token is not ObjectData { Count: > 0 } states) return;
        var targets = new OrderedDictionary<string, DefinitionNode[]>(StringComparer.Ordinal);
        foreach (var name in states.Names) targets.Add(name, [.. Targets(container[name])]);
        foreach (var target in targets.Values.SelectMany(nodes => nodes).Prepend(start)) CheckTarget(target, states);
        if (states.Any(state => IsTerminal(state.Value)))
        {
            if (start.Token is StringData { Value: var first }) CheckReachable(first, container, targets);
        }
        else
        {
            container.ReportWithoutLocation(
                DiagnosticCodes.MissingEndState, "Workflow has no terminal state",
                $"Write End: true on a state of {container.Location}, or add a Succeed or Fail state.");
        }
    }

    // The fields that name a state, whatever the type of the state.
    private static IEnumerable<DefinitionNode> Targets(DefinitionNode state)
    {
        if (state.Token is not ObjectData) return [];
        var rules = new[] { "Choices", "Catch" }.Where(field => state[field].Token is ArrayData)
            .SelectMany(field => state[field].Items()).Where(rule => rule.Token is ObjectData);
        return rules.Select(rule => rule["Next"]).Append(state["Next"]).Append(state["Default"])
            .Where(target => target.Token is StringData);
    }

    private static bool IsTerminal(JsonData state) => state is ObjectData fields
        && (fields["Type"] is StringData { Value: "Succeed" or "Fail" } || fields["End"] is BooleanData { Value: true });

    private static void CheckTarget(DefinitionNode target, ObjectData states)
    {
        if (target.Token is not StringData { Value: var name } || states.Contains(name)) return;
        target.Report(
            $"Missing 'Next' target: {name}", $"Name one of {string.Join(", ", states.Names)}.",
            DiagnosticCodes.MissingTransitionTarget);
    }

    // A state is reported if no other one leads to it, and one of each circle that nothing leads to.
    private static void CheckReachable(
        string start, DefinitionNode container, OrderedDictionary<string, DefinitionNode[]> targets)
    {
        var entered = targets.SelectMany(state => state.Value.Select(target => target.Text()).Where(name => name != state.Key))
            .ToHashSet(StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        Reach(start);
        foreach (var name in targets.Keys.Where(name => !entered.Contains(name)).Concat(targets.Keys))
        {
            if (reached.Contains(name)) continue;
            container[name].Report(
                $"State \"{name}\" is not reachable.", "Add a transition to it (Next, Default, Choices or Catch), or remove it.",
                DiagnosticCodes.MissingTransitionTarget);
            Reach(name);
        }

        void Reach(string name)
        {
            var pending = new Stack<string>([name]);
            while (pending.TryPop(out var next))
            {
                if (!targets.TryGetValue(next, out var following) || !reached.Add(next)) continue;
                foreach (var target in following) pending.Push(target.Text());
            }
        }
    }
}
