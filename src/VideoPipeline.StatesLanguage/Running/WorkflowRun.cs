using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>The environment of a running workflow: its execution, its chain of history events, its context object and the
/// variables it sees.</summary>
internal sealed record Branch(Execution Execution, EventChain Track, ContextObject Context, Variables Variables)
{
    /// <summary>The steps from the states of the state machine to the workflow.</summary>
    public IReadOnlyList<WorkflowStep> Path { get; init; } = [];

    /// <summary>Whether the workflow is a branch of a Parallel state, or an iteration of an inline Map.</summary>
    public bool IsNested { get; init; }
}

/// <summary>Runs a workflow: executes states and follows their transitions until one ends the workflow.</summary>
internal static class WorkflowRun
{
    /// <summary>Runs a workflow from a position to its end.</summary>
    /// <returns>The output of the terminal state.</returns>
    /// <exception cref="StatesException">A state failed and no catcher matched.</exception>
    /// <exception cref="OperationCanceledException">The execution stopped, or a sibling branch failed.</exception>
    public static async Task<JsonData> RunAsync(WorkflowPosition position, Branch branch, CancellationToken cancellation)
    {
        if (position.IsAtEnd) return position.Data;
        branch = branch with { Variables = branch.Variables.With(position.Assigned) };
        var states = position.Workflow.States;
        var data = position.Data;
        var state = position.State ?? states[position.Next!];
        var resumed = position.State is null ? null : position;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var (output, next, assigned) = await VisitAsync(state, data, branch, resumed, cancellation).ConfigureAwait(false);
            if (next is null) return output;
            if (assigned is not null) branch = branch with { Variables = branch.Variables.With(assigned) };
            (state, data, resumed) = (states[next], output, null);
        }
    }

    /// <summary>Enters, executes and exits one state.</summary>
    public static async ValueTask<Transition> VisitAsync(
        State state, JsonData input, Branch branch, WorkflowPosition? resumed, CancellationToken cancellation)
    {
        var (execution, track) = (branch.Execution, branch.Track);
        var debugger = execution.Services.Debugger;
        var decision = debugger is null
            ? null
            : await debugger.BeforeStateAsync(state, input, branch, cancellation).ConfigureAwait(false);
        // A state that goes on after a redrive has been entered with its input; with another one it starts again.
        if (decision is not null && decision.Input != input) resumed = null;
        while (true)
        {
            input = decision?.Input ?? input;
            var entered = resumed?.Entered
                ?? track.Append(StateEvents.Entered(state.Type), new StateEnteredDetails(state.Name, input));
            var visit = new StateVisit(state, input, branch, entered, resumed)
            {
                Mock = decision?.Mock ?? execution.Test?.Mock,
            };
            try
            {
                var (transition, failure) = await AttemptAsync(state, visit, branch, cancellation).ConfigureAwait(false);
                if (failure is null)
                {
                    debugger?.OnExited(state, input, branch, transition);
                    return transition;
                }
                decision = debugger is null
                    ? null
                    : await debugger.AfterFailureAsync(state, input, branch, failure, cancellation).ConfigureAwait(false);
                resumed = null;
                if (decision is not null) continue;
                // As on AWS, a task whose failure ends its branch is aborted too.
                if (branch.IsNested && state.Type == StateType.Task && failure.Catchability != Catchability.Never)
                {
                    track.AppendWithoutSuccessor(HistoryEventType.TaskStateAborted);
                }
                throw failure;
            }
            catch (OperationCanceledException) when (!execution.Stopped.IsCancellationRequested)
            {
                // A sibling failed. AWS records an event for that; if the whole execution stops, it only records
                // ExecutionAborted.
                if (StateEvents.Aborted(state.Type) is { } aborted) track.Append(aborted);
                throw;
            }
        }
    }

    private static async ValueTask<(Transition Transition, StatesException? Failure)> AttemptAsync(
        State state, StateVisit visit, Branch branch, CancellationToken cancellation)
    {
        try
        {
            // Only a state that can have a Retry has work of its own, and takes the mocked result in its place.
            var transition = visit.Mock is { } mock && !state.CanRetry
                ? new Transition(mock.Take(), state.Head.Next)
                : await state.RunAsync(visit, cancellation).ConfigureAwait(false);
            PayloadLimit.Check(transition.Output, state.Name);
            if (transition.Assigned is { } assigned) branch.Variables.CheckLimits(assigned, state.Name);
            var exited = new StateExitedDetails(state.Name, transition.Output, transition.Assigned) { Next = transition.Next };
            visit.Track.Append(StateEvents.Exited(state.Type), exited);
            return (transition, null);
        }
        catch (StatesException thrown)
        {
            return (default, visit.WithLocation(thrown));
        }
    }
}
