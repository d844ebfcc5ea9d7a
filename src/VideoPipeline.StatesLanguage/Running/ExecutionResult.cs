using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>The result of an execution; of one that was interrupted, what its journal says.</summary>
public sealed record ExecutionResult
{
    public required string ExecutionArn { get; init; }

    public required string Name { get; init; }

    public required ExecutionStatus Status { get; init; }

    public required JsonData Input { get; init; }

    /// <summary>The output; null unless the status is <see cref="ExecutionStatus.Succeeded"/>.</summary>
    public JsonData? Output { get; init; }

    /// <summary>The error name if the execution failed or timed out. Null also after a Fail state without an Error.</summary>
    public string? Error { get; init; }

    /// <summary>The cause of the error; may be null.</summary>
    public string? Cause { get; init; }

    public required DateTimeOffset StartDate { get; init; }

    /// <summary>When it ended; if it was interrupted, the time of its last event.</summary>
    public required DateTimeOffset StopDate { get; init; }

    /// <summary>The history events, with ids 1 to n; empty for a child execution that does not keep its history.</summary>
    public required IReadOnlyList<HistoryEvent> History { get; init; }

    /// <summary>How often the execution has been redriven.</summary>
    public int RedriveCount { get; init; }

    /// <summary>The Map Runs of this execution, in the order in which they started.</summary>
    public required IReadOnlyList<MapRun> MapRuns { get; init; }

    /// <summary>If it was interrupted, what happened to attempts of its states, in order.</summary>
    internal IReadOnlyList<AttemptEntry> Attempts { get; init; } = [];

    /// <summary>If it was interrupted, the tokens that have been sent.</summary>
    internal IReadOnlyList<TokenEntry> Tokens { get; init; } = [];
}
