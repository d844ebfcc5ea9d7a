using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.WebConsole.Live;

/// <summary>A child execution of a Map Run, as tables and strips show it.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Index">The index of its range or group of stills; of other items, their order of start.</param>
public sealed record ChildItem(string Arn, int Index)
{
    /// <summary>The beginning of its input.</summary>
    public string Preview { get; init; } = "";

    /// <summary>The frames of its range; null if it has none.</summary>
    public (long Start, long? End)? Range { get; init; }

    /// <summary>Its status.</summary>
    public ExecutionStatus Status { get; init; }

    /// <summary>The state that it is in, or was last.</summary>
    public string? State { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How often its tasks were tried again.</summary>
    public int Retries { get; init; }

    /// <summary>Whether its worker found the result in the store.</summary>
    public bool Reused { get; init; }

    /// <summary>The error of its last failure; null for none.</summary>
    public string? Error { get; init; }

    /// <summary>The cause of its last failure; null for none.</summary>
    public string? Cause { get; init; }

    /// <summary>The event that was added last.</summary>
    public long LastEvent { get; init; }
}
