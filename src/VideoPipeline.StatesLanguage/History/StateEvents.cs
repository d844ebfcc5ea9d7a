using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.History;

/// <summary>The event types that record that a state of a type is entered, exited or aborted.</summary>
internal static class StateEvents
{
    public static HistoryEventType Entered(StateType type) => type switch
    {
        StateType.Task => HistoryEventType.TaskStateEntered,
        StateType.Pass => HistoryEventType.PassStateEntered,
        StateType.Choice => HistoryEventType.ChoiceStateEntered,
        StateType.Wait => HistoryEventType.WaitStateEntered,
        StateType.Succeed => HistoryEventType.SucceedStateEntered,
        StateType.Fail => HistoryEventType.FailStateEntered,
        StateType.Parallel => HistoryEventType.ParallelStateEntered,
        StateType.Map => HistoryEventType.MapStateEntered,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <exception cref="ArgumentOutOfRangeException">The type is Fail: a Fail state is never exited.</exception>
    public static HistoryEventType Exited(StateType type) => type switch
    {
        StateType.Task => HistoryEventType.TaskStateExited,
        StateType.Pass => HistoryEventType.PassStateExited,
        StateType.Choice => HistoryEventType.ChoiceStateExited,
        StateType.Wait => HistoryEventType.WaitStateExited,
        StateType.Succeed => HistoryEventType.SucceedStateExited,
        StateType.Parallel => HistoryEventType.ParallelStateExited,
        StateType.Map => HistoryEventType.MapStateExited,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>The event type; null for the types that complete immediately and so are never aborted.</summary>
    public static HistoryEventType? Aborted(StateType type) => type switch
    {
        StateType.Task => HistoryEventType.TaskStateAborted,
        StateType.Wait => HistoryEventType.WaitStateAborted,
        StateType.Parallel => HistoryEventType.ParallelStateAborted,
        StateType.Map => HistoryEventType.MapStateAborted,
        _ => null,
    };
}
