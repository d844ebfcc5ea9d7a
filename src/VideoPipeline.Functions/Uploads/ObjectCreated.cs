using System.Text.Json.Serialization;

namespace VideoPipeline.Functions.Uploads;

/// <summary>
/// The EventBridge event <c>Object Created</c> of S3 (Amazon S3 user guide, "EventBridge event message structure"). Unlike in S3
/// event notifications, its key is not URL-encoded.
/// </summary>
public sealed record ObjectCreated
{
    /// <summary>The detail type.</summary>
    public const string DetailType = "Object Created";

    /// <summary>The details.</summary>
    [JsonPropertyName("detail")]
    public required ObjectCreatedDetail Detail { get; init; }
}

/// <summary>The details of the event.</summary>
public sealed record ObjectCreatedDetail
{
    /// <summary>The bucket.</summary>
    [JsonPropertyName("bucket")]
    public required EventBucket Bucket { get; init; }

    /// <summary>The object.</summary>
    [JsonPropertyName("object")]
    public required CreatedObject Object { get; init; }
}

/// <summary>The bucket of an event.</summary>
public sealed record EventBucket
{
    /// <summary>Its name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }
}

/// <summary>The object of an event.</summary>
public sealed record CreatedObject
{
    /// <summary>Its key.</summary>
    [JsonPropertyName("key")]
    public required string Key { get; init; }

    /// <summary>Its size in bytes.</summary>
    [JsonPropertyName("size")]
    public long Size { get; init; }

    /// <summary>Its version ID; null if the bucket is not versioned.</summary>
    [JsonPropertyName("version-id")]
    public string? VersionId { get; init; }

    /// <summary>Its entity tag, which identifies the content.</summary>
    [JsonPropertyName("etag")]
    public string? ETag { get; init; }
}
