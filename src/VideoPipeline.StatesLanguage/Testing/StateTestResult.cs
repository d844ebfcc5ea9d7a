using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Testing;

/// <summary>How a tested state ended.</summary>
public enum StateTestStatus
{
    Succeeded,
    Failed,

    /// <summary>The state failed, and would be retried.</summary>
    Retriable,

    /// <summary>The state failed, and a catcher caught the error.</summary>
    CaughtError,
}

/// <summary>The result of the test of a state.</summary>
public sealed record StateTestResult(StateTestStatus Status, StateInspection Inspection)
{
    /// <summary>The output of the state, or of the catcher; null if the state failed or would be retried.</summary>
    public JsonData? Output { get; init; }

    /// <summary>The state that follows; null if none does.</summary>
    public string? Next { get; init; }

    /// <summary>The error unless the state succeeded; null also for a Fail state without an Error.</summary>
    public string? Error { get; init; }

    /// <summary>The cause of the error; may be null.</summary>
    public string? Cause { get; init; }

    /// <summary>The variables that the state saw, and those that it assigned.</summary>
    public required ObjectData Variables { get; init; }
}
