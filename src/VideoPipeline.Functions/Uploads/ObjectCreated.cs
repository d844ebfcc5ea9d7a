using System.Text.Json.Serialization;

namespace VideoPipeline.Functions.Uploads;

/// <summary>
/// EventBridge's event <c>Object Created</c> of S3 (Amazon S3 user guide, "EventBridge event message structure"). Its key is as it
/// is: unlike in S3's own notifications, nothing is URL-encoded.
/// </summary>
public sealed record ObjectCreated
{
    /// <summary>Its detail type.</summary>
    public const string DetailType = "Object Created";

    /// <summary>What was created.</summary>
    [JsonPropertyName("detail")]
    public required ObjectCreatedDetail Detail { get; init; }
}

/// <summary>What was created.</summary>
public sealed record ObjectCreatedDetail
{
    /// <summary>Where.</summary>
    [JsonPropertyName("bucket")]
    public required CreatedIn Bucket { get; init; }

    /// <summary>The object.</summary>
    [JsonPropertyName("object")]
    public required CreatedObject Object { get; init; }
}

/// <summary>A bucket of an event.</summary>
public sealed record CreatedIn
{
    /// <summary>Its name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }
}

/// <summary>An object of an event.</summary>
public sealed record CreatedObject
{
    /// <summary>Its key.</summary>
    [JsonPropertyName("key")]
    public required string Key { get; init; }

    /// <summary>Its bytes.</summary>
    [JsonPropertyName("size")]
    public long Size { get; init; }

    /// <summary>Its version; null where the bucket keeps none.</summary>
    [JsonPropertyName("version-id")]
    public string? VersionId { get; init; }

    /// <summary>A number that grows with each write to the key; the same when an event is delivered again.</summary>
    [JsonPropertyName("sequencer")]
    public string? Sequencer { get; init; }
}
