using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Planning;

namespace VideoPipeline.Functions;

/// <summary>The members that all functions of the state machine have in their input.</summary>
public abstract record RunRequest
{
    /// <summary>The execution's name, which is also the name of the run's folder.</summary>
    [JsonPropertyName("run")]
    public required string Run { get; init; }

    /// <summary>The execution's input, unchanged.</summary>
    [JsonPropertyName("input")]
    public required JsonElement Input { get; init; }
}

/// <summary>The input of Index, Plan, PlanStills and Reduce.</summary>
public sealed record StepRequest : RunRequest
{
    /// <summary>For Plan: whether to plan a single range, because a worker found that the video cannot be split.</summary>
    [JsonPropertyName("singleRange")]
    public bool SingleRange { get; init; }
}

/// <summary>The input of Decode.</summary>
public sealed record DecodeRequest : RunRequest
{
    /// <summary>The range, an item of <c>ranges</c> in plan.json.</summary>
    [JsonPropertyName("range")]
    public required PlannedRange Range { get; init; }

    /// <summary>The terms of the plan for all ranges. Workers do not read plan.json, which lists every range.</summary>
    [JsonPropertyName("plan")]
    public required PlanSettings Plan { get; init; }
}

/// <summary>The input of AnalyzeStills.</summary>
public sealed record AnalyzeStillsRequest : RunRequest
{
    /// <summary>The frames, an item of <c>groups</c> in stills.json.</summary>
    [JsonPropertyName("group")]
    public required StillGroup Group { get; init; }

    /// <summary>The terms of the plan for all groups.</summary>
    [JsonPropertyName("plan")]
    public required PlanSettings Plan { get; init; }
}

/// <summary>A reference to an object in the bucket.</summary>
public record Reference
{
    /// <summary>The bucket's name.</summary>
    [JsonPropertyName("bucket")]
    public required string Bucket { get; init; }

    /// <summary>The object's key.</summary>
    [JsonPropertyName("key")]
    public required string Key { get; init; }
}

/// <summary>The output of Plan and PlanStills.</summary>
public sealed record PlanReference : Reference
{
    /// <summary>The number of ranges or groups that are processed concurrently.</summary>
    [JsonPropertyName("workers")]
    public required int Workers { get; init; }

    /// <summary>The terms of the plan for all ranges or groups; each worker receives them.</summary>
    [JsonPropertyName("terms")]
    public required PlanSettings Terms { get; init; }
}

/// <summary>The output of Reduce, and of the execution.</summary>
public sealed record ResultReference
{
    /// <summary>The bucket's name.</summary>
    [JsonPropertyName("bucket")]
    public required string Bucket { get; init; }

    /// <summary>The key of summary.json.</summary>
    [JsonPropertyName("summary")]
    public required string Summary { get; init; }

    /// <summary>The number of frames analyzed.</summary>
    [JsonPropertyName("frames")]
    public required long Frames { get; init; }
}

/// <summary>The output of Decode and AnalyzeStills. The partial itself is in the bucket.</summary>
public sealed record WorkerResult
{
    /// <summary>The number of frames analyzed.</summary>
    [JsonPropertyName("frames")]
    public required long Frames { get; init; }

    /// <summary>Whether the store already had the partial.</summary>
    [JsonPropertyName("reused")]
    public required bool Reused { get; init; }
}

/// <summary><c>failure.json</c>: why an execution failed.</summary>
public sealed record FailureRecord
{
    /// <summary>The error name.</summary>
    [JsonPropertyName("error")]
    public required string Error { get; init; }

    /// <summary>The message: what is wrong and what to do.</summary>
    [JsonPropertyName("cause")]
    public required string Cause { get; init; }

    /// <summary>The range that failed, or that contains the stills that failed; null if something else failed.</summary>
    [JsonPropertyName("range")]
    public PlannedRange? Range { get; init; }
}

/// <summary>The output of Start.</summary>
public sealed record StartResult
{
    /// <summary>The names of the executions that uploads queued.</summary>
    [JsonPropertyName("queued")]
    public required IReadOnlyList<string> Queued { get; init; }

    /// <summary>The names of the executions that were started.</summary>
    [JsonPropertyName("started")]
    public required IReadOnlyList<string> Started { get; init; }

    /// <summary>The messages to deliver again, because an error that can pass has kept them from being handled.</summary>
    [JsonPropertyName("batchItemFailures")]
    public IReadOnlyList<BatchItemFailure> BatchItemFailures { get; init; } = [];
}

/// <summary>A message to deliver again (Lambda developer guide, "Handling errors for an SQS event source").</summary>
/// <param name="ItemIdentifier">The message's ID.</param>
public sealed record BatchItemFailure([property: JsonPropertyName("itemIdentifier")] string ItemIdentifier);
