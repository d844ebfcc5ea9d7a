using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Planning;

namespace VideoPipeline.Functions;

/// <summary>What every function is called with.</summary>
public abstract record RunRequest
{
    /// <summary>The execution's name, which names the run's folder.</summary>
    [JsonPropertyName("run")]
    public required string Run { get; init; }

    /// <summary>The execution's input, as it was given.</summary>
    [JsonPropertyName("input")]
    public required JsonElement Input { get; init; }
}

/// <summary>What Index, Plan, Shots and Reduce are called with.</summary>
public sealed record StepRequest : RunRequest
{
    /// <summary>For Plan: a worker found that the video does not bear cutting.</summary>
    [JsonPropertyName("singleRange")]
    public bool SingleRange { get; init; }
}

/// <summary>What Decode is called with.</summary>
public sealed record DecodeRequest : RunRequest
{
    /// <summary>The range, an item of plan.json's <c>ranges</c>.</summary>
    [JsonPropertyName("range")]
    public required PlannedRange Range { get; init; }

    /// <summary>What holds for all ranges: plan.json itself has a line for each and is not read by a worker.</summary>
    [JsonPropertyName("plan")]
    public required PlanTerms Plan { get; init; }
}

/// <summary>What Look is called with.</summary>
public sealed record AnalyzeStillsRequest : RunRequest
{
    /// <summary>The frames, an item of looks.json's <c>groups</c>.</summary>
    [JsonPropertyName("group")]
    public required StillGroup Group { get; init; }

    /// <summary>What holds for all groups.</summary>
    [JsonPropertyName("plan")]
    public required PlanTerms Plan { get; init; }
}

/// <summary>What RecordFailure is called with.</summary>
public sealed record FailureRequest : RunRequest
{
    /// <summary>The range that failed; null where a step did.</summary>
    [JsonPropertyName("range")]
    public PlannedRange? Range { get; init; }

    /// <summary>The group of frames that could not be looked at; null where it was something else.</summary>
    [JsonPropertyName("group")]
    public StillGroup? Group { get; init; }

    /// <summary>The error as the state machine caught it.</summary>
    [JsonPropertyName("failure")]
    public required CaughtError Failure { get; init; }
}

/// <summary>An error output of Step Functions.</summary>
public sealed record CaughtError
{
    /// <summary>The error's name: the short name of an exception's type, or one of <c>States.*</c>, <c>Lambda.*</c>….</summary>
    [JsonPropertyName("Error")]
    public required string Error { get; init; }

    /// <summary>For a function's exception the JSON that Lambda made of it, otherwise words.</summary>
    [JsonPropertyName("Cause")]
    public string? Cause { get; init; }
}

/// <summary>An object in the bucket.</summary>
public record Reference
{
    /// <summary>The bucket.</summary>
    [JsonPropertyName("bucket")]
    public required string Bucket { get; init; }

    /// <summary>The key.</summary>
    [JsonPropertyName("key")]
    public required string Key { get; init; }
}

/// <summary>The answer of Plan and of Shots.</summary>
public sealed record PlanReference : Reference
{
    /// <summary>How many ranges are decoded, or groups looked at, at the same time.</summary>
    [JsonPropertyName("workers")]
    public required int Workers { get; init; }

    /// <summary>What holds for all ranges or groups, which workers are given with each.</summary>
    [JsonPropertyName("terms")]
    public required PlanTerms Terms { get; init; }
}

/// <summary>Reduce's answer.</summary>
public sealed record ResultReference
{
    /// <summary>The bucket.</summary>
    [JsonPropertyName("bucket")]
    public required string Bucket { get; init; }

    /// <summary>The key of summary.json.</summary>
    [JsonPropertyName("summary")]
    public required string Summary { get; init; }

    /// <summary>Frames that were analysed.</summary>
    [JsonPropertyName("frames")]
    public required long Frames { get; init; }
}

/// <summary>The answer of Decode and of Look; the partial itself stays in the bucket.</summary>
public sealed record DecodeAnswer
{
    /// <summary>Frames that were analysed or looked at.</summary>
    [JsonPropertyName("frames")]
    public required long Frames { get; init; }

    /// <summary>Whether the partial was there already.</summary>
    [JsonPropertyName("reused")]
    public required bool Reused { get; init; }
}

/// <summary>RecordFailure's answer, and what it writes: what failed, in a person's words.</summary>
public sealed record FailureRecord
{
    /// <summary>The error's name.</summary>
    [JsonPropertyName("error")]
    public required string Error { get; init; }

    /// <summary>Why, and what to do.</summary>
    [JsonPropertyName("cause")]
    public required string Cause { get; init; }

    /// <summary>The range it happened in, or that of the frames looked at; null where it was in neither.</summary>
    [JsonPropertyName("range")]
    public PlannedRange? Range { get; init; }
}

/// <summary>Start's answer.</summary>
public sealed record StartAnswer
{
    /// <summary>The execution's name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The execution's ARN; null where one of this name ran before, so that nothing was started.</summary>
    [JsonPropertyName("execution")]
    public required string? Execution { get; init; }
}
