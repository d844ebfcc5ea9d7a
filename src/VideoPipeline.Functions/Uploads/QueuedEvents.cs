using System.Globalization;
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
    /// <summary>Its ID, which stays the same if it is delivered again.</summary>
    [JsonPropertyName("messageId")]
    public string MessageId { get; init; } = "";

    /// <summary>The text: an EventBridge event as JSON.</summary>
    [JsonPropertyName("body")]
    public required string Body { get; init; }

    /// <summary>The attributes that SQS adds, such as <c>SentTimestamp</c> in milliseconds since 1970.</summary>
    [JsonPropertyName("attributes")]
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>When it was sent, which stays the same if it is delivered again; null if it is not known.</summary>
    internal DateTimeOffset? Sent =>
        long.TryParse(Attributes?.GetValueOrDefault("SentTimestamp"), CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
