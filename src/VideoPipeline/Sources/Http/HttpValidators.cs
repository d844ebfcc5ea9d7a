using System.Net;
using System.Net.Http.Headers;

namespace VideoPipeline.Sources.Http;

/// <summary>The length and the validators of an object (RFC 9110, section 8.8).</summary>
/// <param name="Length">The length of the whole object in bytes; null if unknown.</param>
/// <param name="ETag">The entity tag, strong or weak; null if there is none.</param>
/// <param name="LastModified">The modification time, in seconds; null if there is none.</param>
internal sealed record HttpValidators(long? Length, EntityTagHeaderValue? ETag, DateTimeOffset? LastModified)
{
    /// <summary>The entity tag, else the modification time, else null.</summary>
    public string? Version => ETag?.ToString() ?? LastModified?.ToString("R");

    /// <summary>Reads the headers of a response.</summary>
    public static HttpValidators FromResponse(HttpResponseMessage response) => new(
        response.StatusCode == HttpStatusCode.OK
            ? response.Content.Headers.ContentLength
            : response.Content.Headers.ContentRange?.Length,
        response.Headers.ETag,
        response.Content.Headers.LastModified);

    /// <summary>
    /// Adds preconditions to a request, so that the server answers 412 if the object has changed. If-Match never matches a weak
    /// entity tag (section 13.1.1).
    /// </summary>
    public void AddPreconditions(HttpRequestHeaders headers)
    {
        if (ETag is { IsWeak: false }) headers.IfMatch.Add(ETag);
        else if (LastModified is not null) headers.IfUnmodifiedSince = LastModified;
    }

    /// <summary>Whether a response is for the same object. Missing headers count as equal.</summary>
    public bool Matches(HttpValidators other) =>
        (other.Length ?? Length) == Length
        && (ETag is null || other.ETag is null || ETag.Equals(other.ETag))
        && (ETag is not null || LastModified is null || other.LastModified is null || LastModified == other.LastModified);
}
