using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Testing;

/// <summary>The circumstances in which a state is tested.</summary>
public sealed record StateTestOptions
{
    /// <summary>The state's input.</summary>
    public required JsonData Input { get; init; }

    /// <summary>The variables that the state sees.</summary>
    public ObjectData Variables { get; init; } = ObjectData.Empty;

    /// <summary>What takes the place of the state's work; null to do it. Required for Map and Parallel states.</summary>
    public StateMock? Mock { get; init; }

    /// <summary>The whole context object; null for one with default values.</summary>
    public ObjectData? Context { get; init; }

    /// <summary>The role in the default context object.</summary>
    public string? RoleArn { get; init; }

    /// <summary>How often the retrier that applies has already retried the state.</summary>
    public int RetryCount { get; init; }

    /// <summary>The number of iterations of a Map state that have failed.</summary>
    public int FailedIterations { get; init; }

    /// <summary>The content of the object, or the JSON array of the listed objects, that the ItemReader of a Map state would
    /// read.</summary>
    public string? ItemReaderData { get; init; }
}
