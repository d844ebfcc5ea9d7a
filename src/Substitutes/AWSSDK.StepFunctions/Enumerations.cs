using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>How an execution stands.</summary>
public class ExecutionStatus : ConstantClass
{
    /// <summary>It runs.</summary>
    public static readonly ExecutionStatus RUNNING = new("RUNNING");

    /// <summary>It ended with an output.</summary>
    public static readonly ExecutionStatus SUCCEEDED = new("SUCCEEDED");

    /// <summary>It ended with an error.</summary>
    public static readonly ExecutionStatus FAILED = new("FAILED");

    /// <summary>Its time ran out.</summary>
    public static readonly ExecutionStatus TIMED_OUT = new("TIMED_OUT");

    /// <summary>Somebody stopped it.</summary>
    public static readonly ExecutionStatus ABORTED = new("ABORTED");

    /// <param name="value">As the service writes it.</param>
    public ExecutionStatus(string value)
        : base(value)
    {
    }

    /// <summary>The one that the service writes so.</summary>
    public static ExecutionStatus FindValue(string value) => FindValue<ExecutionStatus>(value);

    /// <inheritdoc cref="FindValue(string)"/>
    public static implicit operator ExecutionStatus(string value) => FindValue(value);
}

/// <summary>How a Map Run stands.</summary>
public class MapRunStatus : ConstantClass
{
    /// <summary>It runs.</summary>
    public static readonly MapRunStatus RUNNING = new("RUNNING");

    /// <summary>It ended within its tolerance.</summary>
    public static readonly MapRunStatus SUCCEEDED = new("SUCCEEDED");

    /// <summary>Too many of its children failed.</summary>
    public static readonly MapRunStatus FAILED = new("FAILED");

    /// <summary>Somebody stopped it.</summary>
    public static readonly MapRunStatus ABORTED = new("ABORTED");

    /// <param name="value">As the service writes it.</param>
    public MapRunStatus(string value)
        : base(value)
    {
    }

    /// <summary>The one that the service writes so.</summary>
    public static MapRunStatus FindValue(string value) => FindValue<MapRunStatus>(value);

    /// <inheritdoc cref="FindValue(string)"/>
    public static implicit operator MapRunStatus(string value) => FindValue(value);
}

/// <summary>What an event of a history tells.</summary>
public class HistoryEventType : ConstantClass
{
    /// <summary>The execution began.</summary>
    public static readonly HistoryEventType ExecutionStarted = new("ExecutionStarted");

    /// <summary>The execution ended with an output.</summary>
    public static readonly HistoryEventType ExecutionSucceeded = new("ExecutionSucceeded");

    /// <summary>The execution ended with an error.</summary>
    public static readonly HistoryEventType ExecutionFailed = new("ExecutionFailed");

    /// <summary>A Map state began its Map Run.</summary>
    public static readonly HistoryEventType MapRunStarted = new("MapRunStarted");

    /// <param name="value">As the service writes it.</param>
    public HistoryEventType(string value)
        : base(value)
    {
    }

    /// <summary>The one that the service writes so.</summary>
    public static HistoryEventType FindValue(string value) => FindValue<HistoryEventType>(value);

    /// <inheritdoc cref="FindValue(string)"/>
    public static implicit operator HistoryEventType(string value) => FindValue(value);
}
