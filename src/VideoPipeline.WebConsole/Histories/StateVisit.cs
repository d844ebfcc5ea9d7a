using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.WebConsole.Histories;

/// <summary>What became of a state, an attempt or an execution.</summary>
public enum VisitStatus
{
    Running,
    Succeeded,

    /// <summary>It failed, and a catcher handled the error.</summary>
    Caught,
    Failed,
    Aborted,
}

/// <summary>An attempt of a task.</summary>
/// <param name="Number">Its number within the visit, from 1.</param>
/// <param name="EventId">The id of the event that scheduled it.</param>
/// <param name="Scheduled">When it was scheduled.</param>
public sealed record Attempt(int Number, long EventId, DateTimeOffset Scheduled)
{
    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>What the function, service or activity got; null if it is not known.</summary>
    public JsonData? Payload { get; init; }

    /// <summary>What became of it.</summary>
    public VisitStatus Status { get; init; }

    /// <summary>The error; null for none.</summary>
    public string? Error { get; init; }

    /// <summary>The cause; null for none.</summary>
    public string? Cause { get; init; }
}

/// <summary>A state that was entered once.</summary>
public sealed class StateVisit
{
    /// <summary>The id of StateEntered, which identifies it within the execution.</summary>
    public required long Id { get; init; }

    /// <summary>The state's name.</summary>
    public required string Name { get; init; }

    /// <summary>The state's type, such as <c>Task</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The visit of the Parallel or Map state around it; null for none.</summary>
    public StateVisit? Parent { get; init; }

    /// <summary>The index of the iteration of the Map state around it; null if it is in none.</summary>
    public int? Iteration { get; init; }

    /// <summary>When it was entered.</summary>
    public required DateTimeOffset Entered { get; init; }

    /// <summary>Its input.</summary>
    public required JsonData Input { get; init; }

    /// <summary>When it was left; null while it runs.</summary>
    public DateTimeOffset? Exited { get; set; }

    /// <summary>Its output; null if it has none yet, or failed.</summary>
    public JsonData? Output { get; set; }

    /// <summary>What became of it.</summary>
    public VisitStatus Status { get; set; }

    /// <summary>The error of its last failure; null for none.</summary>
    public string? Error { get; set; }

    /// <summary>The cause of its last failure; null for none.</summary>
    public string? Cause { get; set; }

    /// <summary>The attempts of its task.</summary>
    public List<Attempt> Attempts { get; } = [];

    /// <summary>The ARN of its Map Run; null if it has started none.</summary>
    public string? MapRunArn { get; set; }

    /// <summary>What its task got the last time; its input if it has no task.</summary>
    public JsonData Payload => Attempts.LastOrDefault()?.Payload ?? Input;

    /// <summary>The number of states around it.</summary>
    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    /// <summary>How often its task was tried again.</summary>
    public int Retries => Math.Max(0, Attempts.Count - 1);
}
