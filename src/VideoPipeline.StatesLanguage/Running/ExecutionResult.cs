using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>An execution that has ended.</summary>
public sealed record ExecutionResult
{
    public required string ExecutionArn { get; init; }

    public required string Name { get; init; }

    public required ExecutionStatus Status { get; init; }

    public required JToken Input { get; init; }

    /// <summary>Null unless <see cref="ExecutionStatus.Succeeded"/>.</summary>
    public JToken? Output { get; init; }

    /// <summary>The error's name, where it failed or timed out; a Fail state may leave it out.</summary>
    public string? Error { get; init; }

    /// <inheritdoc cref="Error"/>
    public string? Cause { get; init; }

    public required DateTimeOffset StartDate { get; init; }

    public required DateTimeOffset StopDate { get; init; }

    /// <summary>The events, ids 1…n; empty for a child execution whose history was not kept.</summary>
    public required IReadOnlyList<HistoryEvent> History { get; init; }

    /// <summary>The Map Runs that this execution started, in that order.</summary>
    public required IReadOnlyList<MapRun> MapRuns { get; init; }
}
