using System.Text.Json.Serialization;

namespace VideoPipeline.Functions.Uploads;

/// <summary>
/// A batch of SQS messages, each with an EventBridge event (Lambda developer guide, "Using Lambda with Amazon SQS").
/// </summary>
public sealed record QueuedEvents
{
    /// <summary>The messages, oldest first.</summary>
    [JsonPropertyName("Records")]
    public required IReadOnlyList<QueuedEvent> Records { get; init; }
}

/// <summary>A message of SQS.</summary>
public sealed record QueuedEvent
{
    /// <summary>The text: an EventBridge event as JSON.</summary>
    [JsonPropertyName("body")]
    public required string Body { get; init; }
}
