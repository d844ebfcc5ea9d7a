using VideoPipeline.StatesLanguage.History;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>The status of an execution or of a Map Run.</summary>
public enum ExecutionStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,
}

/// <summary>The status names of the Step Functions API.</summary>
public static class ExecutionStatusNames
{
    /// <summary>The status of an execution after its last event; RUNNING if it has none.</summary>
    public static ExecutionStatus AtEvent(HistoryEventType? last) => last switch
    {
        HistoryEventType.ExecutionSucceeded => ExecutionStatus.Succeeded,
        HistoryEventType.ExecutionFailed => ExecutionStatus.Failed,
        HistoryEventType.ExecutionTimedOut => ExecutionStatus.TimedOut,
        HistoryEventType.ExecutionAborted => ExecutionStatus.Aborted,
        _ => ExecutionStatus.Running,
    };

    /// <summary><c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c>, <c>TIMED_OUT</c> or <c>ABORTED</c>.</summary>
    public static string ToWire(this ExecutionStatus status) => status switch
    {
        ExecutionStatus.Running => "RUNNING",
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.Failed => "FAILED",
        ExecutionStatus.TimedOut => "TIMED_OUT",
        ExecutionStatus.Aborted => "ABORTED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
