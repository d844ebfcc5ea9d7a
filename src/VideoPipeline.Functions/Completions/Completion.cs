using System.Text.Json.Serialization;
using VideoPipeline.Planning;

namespace VideoPipeline.Functions.Completions;

/// <summary>
/// What is known of an execution that has ended: the output of Complete, which EventBridge delivers as <c>responsePayload</c>
/// of an event (docs/deploy.md, "Completion").
/// </summary>
public sealed record Completion
{
    /// <summary>The execution's name, which is also the name of the run's folder.</summary>
    [JsonPropertyName("run")]
    public required string Run { get; init; }

    /// <summary>The execution's ARN.</summary>
    [JsonPropertyName("execution")]
    public required string Execution { get; init; }

    /// <summary>
    /// <c>SUCCEEDED</c>, <c>FAILED</c>, <c>TIMED_OUT</c> or <c>ABORTED</c>; <c>RUNNING</c> if it has been redriven meanwhile.
    /// </summary>
    [JsonPropertyName("status")]
    public required string Status { get; init; }

    /// <summary>The address of the run's folder, <c>s3://BUCKET/runs/NAME/</c>.</summary>
    [JsonPropertyName("folder")]
    public required string Folder { get; init; }

    /// <summary>The address of <c>summary.json</c>; null unless it succeeded.</summary>
    [JsonPropertyName("summary")]
    public string? Summary { get; init; }

    /// <summary>The number of frames analyzed; null unless it succeeded.</summary>
    [JsonPropertyName("frames")]
    public long? Frames { get; init; }

    /// <summary>The page of the execution in the AWS console.</summary>
    [JsonPropertyName("console")]
    public required string Console { get; init; }

    /// <summary>The error name; null if it did not fail.</summary>
    [JsonPropertyName("error")]
    public string? Error { get; init; }

    /// <summary>The message: what is wrong and what to do; null if it did not fail.</summary>
    [JsonPropertyName("cause")]
    public string? Cause { get; init; }

    /// <summary>The range that failed, or that contains the stills that failed; null if something else failed.</summary>
    [JsonPropertyName("range")]
    public PlannedRange? Range { get; init; }
}
