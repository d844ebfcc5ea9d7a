using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>Every transition leads to a state beside it, every state is reached, and some state ends the
/// workflow.</summary>
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
                    $"It leads to '{missing}', which is not a state beside it.",
                    $"Name one of {string.Join(", ", states.Keys)}.");
            }
        }
        var reached = Reach(start.Text(), states);
        if (states.Keys.FirstOrDefault(name => !reached.Contains(name)) is { } unreachable)
        {
            throw container.Required(unreachable).Invalid(
                "It is never reached.", "Lead a Next, Default, Choice or Catch to it, or remove it.");
        }
        if (!reached.Any(name => states[name].IsTerminal))
        {
            throw container.Invalid(
                "No state ends the workflow.", "Write End: true on one, or add a Succeed or Fail state.");
        }
    }

    private static HashSet<string> Reach(string start, IReadOnlyDictionary<string, State> states)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>([start]);
        while (waiting.TryPop(out var name))
        {
            if (!reached.Add(name)) continue;
            foreach (var target in states[name].Targets) waiting.Push(target);
        }
        return reached;
    }
}
