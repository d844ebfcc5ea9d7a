using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tests.Support;

/// <summary>A debugger whose decisions are delegates of the test. By default, states run and failures leave them.</summary>
internal sealed class ScriptedDebugger : IExecutionDebugger
{
    public Func<StateEntry, CancellationToken, Task<StateDecision>> Before { get; init; } =
        (entry, _) => Task.FromResult(StateDecision.Run(entry.Input));

    public Func<StateEntry, StateFailure, StateDecision?> AfterFailure { get; init; } = (_, _) => null;

    public Action<StateEntry, StateExit> Exited { get; init; } = (_, _) => { };

    /// <summary>A debugger that decides about each state without waiting.</summary>
    public static ScriptedDebugger Deciding(Func<StateEntry, StateDecision> before) =>
        new() { Before = (entry, _) => Task.FromResult(before(entry)) };

    /// <summary>A debugger that mocks the result of one state.</summary>
    public static ScriptedDebugger Mocking(string state, StateMock mock) => Deciding(entry =>
        entry.State.Name == state ? StateDecision.WithMock(entry.Input, mock) : StateDecision.Run(entry.Input));

    public void OnStarting(StateMachineDefinition definition)
    {
    }

    public async ValueTask<StateDecision> BeforeStateAsync(StateEntry entry, CancellationToken cancellation) =>
        await Before(entry, cancellation);

    public ValueTask<StateDecision?> AfterFailureAsync(
        StateEntry entry, StateFailure failure, CancellationToken cancellation) => new(AfterFailure(entry, failure));

    public void OnExited(StateEntry entry, StateExit exit) => Exited(entry, exit);
}
