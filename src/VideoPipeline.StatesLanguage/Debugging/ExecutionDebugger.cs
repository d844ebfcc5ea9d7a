using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Debugging;

/// <summary>Holds the states of an execution until somebody decides: at first before each state, and always after a failure.
/// Thread-safe.</summary>
/// <remarks>One debugger steps through one execution and its child executions. When that runs freely or to a state, the first
/// state that is held ends it: concurrent branches then stop before their next states too.</remarks>
public sealed class ExecutionDebugger : IExecutionDebugger
{
    private readonly Lock _gate = new();
    private readonly List<PausedState> _paused = [];
    private IReadOnlyList<State> _states = [];
    private Func<StateEntry, bool> _stops = static _ => true;
    private bool _steps = true;
    private long _lastId;

    /// <summary>A state is held, or no longer. Called from any thread; must return quickly.</summary>
    public event Action? Changed;

    /// <summary>A state was exited while the execution stops before each state. Called from any thread, concurrently.</summary>
    public event Action<StateEntry, StateExit>? Exited;

    /// <summary>The states that are held, longest first.</summary>
    public IReadOnlyList<PausedState> Paused
    {
        get
        {
            lock (_gate) return [.. Held()];
        }
    }

    /// <summary>Goes on with all states that are held before they are entered, until a state fails.</summary>
    public void Run() => Run(static _ => false, from: null);

    /// <summary>Goes on like <see cref="Run()"/>, but stops before a state.</summary>
    /// <param name="name">The state's name, or a beginning of it that no other state's name has, in any case.</param>
    /// <param name="index">The index of the item, child execution or branch of a Map or Parallel state before whose first state
    /// to stop; null to stop before the state itself.</param>
    /// <param name="from">A held state that goes on in any case. Any other that is held where this is to stop stays so.</param>
    /// <exception cref="InvalidDecisionException">No such state, or several, have the name.</exception>
    public void RunTo(string name, int? index = null, PausedState? from = null)
    {
        if (index is null)
        {
            var state = Find(name, "state", _states);
            Run(entry => entry.State == state, from);
        }
        else
        {
            var around = Find(name, "Map or Parallel state", _states.Where(state => state.Workflows.Count > 0)).Name;
            Run(entry => entry.Path.Any(step => step.State == around && step.Index == index), from);
        }
    }

    void IExecutionDebugger.OnStarting(StateMachineDefinition definition)
    {
        lock (_gate) (_states, _steps, _stops) = ([.. definition.AllStates], true, static _ => true);
    }

    async ValueTask<StateDecision> IExecutionDebugger.BeforeStateAsync(StateEntry entry, CancellationToken cancellation)
    {
        PausedState paused;
        lock (_gate)
        {
            if (!_stops(entry)) return StateDecision.Run(entry.Input);
            paused = Hold(entry, null);
        }
        return (await DecisionAsync(paused, cancellation).ConfigureAwait(false))!;
    }

    async ValueTask<StateDecision?> IExecutionDebugger.AfterFailureAsync(
        StateEntry entry, StateFailure failure, CancellationToken cancellation)
    {
        PausedState paused;
        lock (_gate) paused = Hold(entry, failure);
        return await DecisionAsync(paused, cancellation).ConfigureAwait(false);
    }

    void IExecutionDebugger.OnExited(StateEntry entry, StateExit exit)
    {
        bool steps;
        lock (_gate) steps = _steps;
        if (steps) Exited?.Invoke(entry, exit);
    }

    private void Run(Func<StateEntry, bool> stops, PausedState? from)
    {
        lock (_gate)
        {
            (_stops, _steps) = (stops, false);
            foreach (var paused in Held().Where(paused => paused.Failure is null).ToArray())
            {
                if (paused != from && stops(paused.Entry)) (_stops, _steps) = (static _ => true, true);
                else paused.Enter();
            }
        }
    }

    private IEnumerable<PausedState> Held() => _paused.Where(paused => !paused.Released.IsCompleted);

    private PausedState Hold(StateEntry entry, StateFailure? failure)
    {
        (_stops, _steps) = (static _ => true, true);
        var paused = new PausedState(++_lastId, entry, failure);
        _paused.Add(paused);
        return paused;
    }

    private async Task<StateDecision?> DecisionAsync(PausedState paused, CancellationToken cancellation)
    {
        try
        {
            Changed?.Invoke();
            return await paused.DecisionAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate) _paused.Remove(paused);
            Changed?.Invoke();
        }
    }

    private static State Find(string name, string kind, IEnumerable<State> states)
    {
        var found = states.Where(state => state.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (found.FirstOrDefault(state => state.Name == name) is { } exact) return exact;
        return found.Length == 1 ? found[0] : throw new InvalidDecisionException(
            found.Length == 0
                ? $"There is no {kind} '{name}'. There are: {Names(states)}."
                : $"'{name}' is the beginning of several names: {Names(found)}. Write more of it.");
    }

    private static string Names(IEnumerable<State> states) => string.Join(", ", states.Select(state => state.Name));
}
