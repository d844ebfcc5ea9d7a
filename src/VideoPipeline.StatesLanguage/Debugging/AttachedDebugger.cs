using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Debugging;

/// <summary>The debugger of an execution and its child executions, whose clocks stand still while it decides.</summary>
internal sealed class AttachedDebugger(IExecutionDebugger debugger, PausableTime clock)
{
    public async ValueTask<StateDecision> BeforeStateAsync(
        State state, JsonData input, Branch branch, CancellationToken cancellation)
    {
        using var pause = clock.Pause();
        var decision = await debugger.BeforeStateAsync(Entry(state, input, branch), cancellation).ConfigureAwait(false);
        return Checked(decision, state);
    }

    public async ValueTask<StateDecision?> AfterFailureAsync(
        State state, JsonData input, Branch branch, StatesException thrown, CancellationToken cancellation)
    {
        using var pause = clock.Pause();
        var failure = new StateFailure(thrown.Error, thrown.Cause);
        var decision = await debugger.AfterFailureAsync(Entry(state, input, branch), failure, cancellation).ConfigureAwait(false);
        return decision is null ? null : Checked(decision, state);
    }

    public void OnExited(State state, JsonData input, Branch branch, Transition transition) =>
        debugger.OnExited(Entry(state, input, branch), new StateExit(transition.Output, transition.Next));

    private static StateEntry Entry(State state, JsonData input, Branch branch) => new()
    {
        ExecutionArn = branch.Execution.Arn,
        MapRun = branch.Execution.MapRun,
        Path = branch.Path,
        State = state,
        Input = input,
        Variables = branch.Variables.Values,
    };

    private static StateDecision Checked(StateDecision decision, State state) =>
        decision.Mock is { IsError: false } && !state.CanMockResult
            ? throw new InvalidDecisionException($"'{state.Name}' is a {state.Type} state, which has no result to mock.")
            : decision;
}
