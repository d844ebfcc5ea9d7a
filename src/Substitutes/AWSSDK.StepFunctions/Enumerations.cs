using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>The status of an execution.</summary>
public class ExecutionStatus : ConstantClass
{
    /// <summary>It is running.</summary>
    public static readonly ExecutionStatus RUNNING = new("RUNNING");

    /// <summary>It succeeded.</summary>
    public static readonly ExecutionStatus SUCCEEDED = new("SUCCEEDED");

    /// <summary>It failed.</summary>
    public static readonly ExecutionStatus FAILED = new("FAILED");

    /// <summary>It timed out.</summary>
    public static readonly ExecutionStatus TIMED_OUT = new("TIMED_OUT");

    /// <summary>It was stopped.</summary>
    public static readonly ExecutionStatus ABORTED = new("ABORTED");

    /// <param name="value">The value in the API.</param>
    public ExecutionStatus(string value)
        : base(value)
    {
    }

    /// <summary>Finds the constant for a value in the API.</summary>
    public static ExecutionStatus FindValue(string value) => FindValue<ExecutionStatus>(value);

    /// <inheritdoc cref="FindValue(string)"/>
    public static implicit operator ExecutionStatus(string value) => FindValue(value);
}

/// <summary>The status of a Map Run.</summary>
public class MapRunStatus : ConstantClass
{
    /// <summary>It is running.</summary>
    public static readonly MapRunStatus RUNNING = new("RUNNING");

    /// <summary>It succeeded: its failures are tolerated.</summary>
    public static readonly MapRunStatus SUCCEEDED = new("SUCCEEDED");

    /// <summary>It failed: the tolerated failures were exceeded.</summary>
    public static readonly MapRunStatus FAILED = new("FAILED");

    /// <summary>It was stopped.</summary>
    public static readonly MapRunStatus ABORTED = new("ABORTED");

    /// <param name="value">The value in the API.</param>
    public MapRunStatus(string value)
        : base(value)
    {
    }

    /// <summary>Finds the constant for a value in the API.</summary>
    public static MapRunStatus FindValue(string value) => FindValue<MapRunStatus>(value);

    /// <inheritdoc cref="FindValue(string)"/>
    public static implicit operator MapRunStatus(string value) => FindValue(value);
}

/// <summary>The type of a history event.</summary>
public class HistoryEventType : ConstantClass
{
    /// <summary>The execution started.</summary>
    public static readonly HistoryEventType ExecutionStarted = new("ExecutionStarted");

    /// <summary>The execution succeeded.</summary>
    public static readonly HistoryEventType ExecutionSucceeded = new("ExecutionSucceeded");

    /// <summary>The execution failed.</summary>
    public static readonly HistoryEventType ExecutionFailed = new("ExecutionFailed");

    /// <summary>A Map Run started.</summary>
    public static readonly HistoryEventType MapRunStarted = new("MapRunStarted");

    /// <param name="value">The value in the API.</param>
    public HistoryEventType(string value)
        : base(value)
    {
    }

    /// <summary>Finds the constant for a value in the API.</summary>
    public static HistoryEventType FindValue(string value) => FindValue<HistoryEventType>(value);

    /// <inheritdoc cref="FindValue(string)"/>
    public static implicit operator HistoryEventType(string value) => FindValue(value);
}
