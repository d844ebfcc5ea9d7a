using VideoPipeline.StatesLanguage.Definition;

namespace VideoPipeline.StatesLanguage.Debugging;

/// <summary>Steps through an execution: decides, before each state and after each failure, how it goes on.</summary>
/// <remarks>Concurrent branches, iterations and child executions call it concurrently. While a call has not completed, all clocks
/// of the execution and its child executions stand still: TimeoutSeconds, HeartbeatSeconds, Wait states and the delays of
/// retries. Functions that are running go on; time stamps are those of the real clock. An exception that a call throws fails the
/// execution.</remarks>
public interface IExecutionDebugger
{
    /// <summary>The execution, or its redrive, is about to start.</summary>
    void OnStarting(StateMachineDefinition definition);

    /// <summary>A state is about to be entered. The workflow waits for the decision.</summary>
    /// <param name="entry">The state, where it is, and the input that it would get.</param>
    /// <param name="cancellation">Cancelled when the execution stops, or a sibling branch has failed.</param>
    ValueTask<StateDecision> BeforeStateAsync(StateEntry entry, CancellationToken cancellation);

    /// <summary>A state failed, and no retrier or catcher of its own applies. The failure waits for the decision before it
    /// leaves the state.</summary>
    /// <param name="entry">The state, and the input with which it failed.</param>
    /// <param name="failure">The error.</param>
    /// <param name="cancellation">Cancelled when the execution stops, or a sibling branch has failed.</param>
    /// <returns>How the state is entered again; null to let it fail.</returns>
    ValueTask<StateDecision?> AfterFailureAsync(StateEntry entry, StateFailure failure, CancellationToken cancellation);

    /// <summary>A state was exited. Must return quickly.</summary>
    void OnExited(StateEntry entry, StateExit exit);
}
