using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>Validates transitions: every target is a state of the same workflow, every state is reachable, and at least one
/// reachable state is terminal.</summary>
internal static class Transitions
{
    public static void Check(DefinitionNode start, DefinitionNode container, IReadOnlyDictionary<string, State> states)
    {
        if (!states.ContainsKey(start.Text()))
        {
            throw start.Invalid(
                $"There is no state '{start.Text()}'.", $"Name one of {string.Join(", ", states.Keys)}.");
        }
        foreach (var state in states.Values)
        {
            if (state.Targets.FirstOrDefault(target => !states.ContainsKey(target)) is { } missing)
            {
                throw container.Required(state.Name).Invalid(
                    $"The transition target '{missing}' is not a state of the same workflow.",
                    $"Name one of {string.Join(", ", states.Keys)}.");
            }
        }
        var reachable = FindReachable(start.Text(), states);
        if (states.Keys.FirstOrDefault(name => !reachable.Contains(name)) is { } unreachable)
        {
            throw container.Required(unreachable).Invalid(
                "The state is unreachable.", "Add a transition to it (Next, Default, Choices or Catch), or remove it.");
        }
        if (!reachable.Any(name => states[name].IsTerminal))
        {
            throw container.Invalid(
                "There is no terminal state.", "Write End: true on one, or add a Succeed or Fail state.");
        }
    }

    private static HashSet<string> FindReachable(string start, IReadOnlyDictionary<string, State> states)
    {
        var reachable = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>([start]);
        while (pending.TryPop(out var name))
        {
            if (!reachable.Add(name)) continue;
            foreach (var target in states[name].Targets) pending.Push(target);
        }
        return reachable;
    }
}
