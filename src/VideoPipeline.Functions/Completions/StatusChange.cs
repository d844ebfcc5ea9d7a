using System.Text.Json.Serialization;

namespace VideoPipeline.Functions.Completions;

/// <summary>
/// The EventBridge event <c>Step Functions Execution Status Change</c> (Step Functions developer guide, "Automating Step
/// Functions event delivery with EventBridge"). Its input and output are missing if they are long, so only the ARN is read.
/// </summary>
public sealed record StatusChange
{
    /// <summary>The details.</summary>
    [JsonPropertyName("detail")]
    public required StatusChangeDetail Detail { get; init; }
}

/// <summary>The details of the event.</summary>
public sealed record StatusChangeDetail
{
    /// <summary>The ARN of the execution.</summary>
    [JsonPropertyName("executionArn")]
    public required string ExecutionArn { get; init; }

    /// <summary>Its name, which is also the name of the run's folder.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }
}
