using System.Net;
using System.Net.Http.Headers;

namespace VideoPipeline.Sources.Http;

/// <summary>What a server says about which object it is serving: RFC 9110, section 8.8.</summary>
/// <param name="Length">Bytes of the whole object; null where unknown.</param>
/// <param name="ETag">Entity tag, strong or weak.</param>
/// <param name="LastModified">Modification time, to the second.</param>
internal sealed record HttpIdentity(long? Length, EntityTagHeaderValue? ETag, DateTimeOffset? LastModified)
{
    public string? Version => ETag?.ToString() ?? LastModified?.ToString("R");

    public static HttpIdentity Of(HttpResponseMessage response) => new(
        response.StatusCode == HttpStatusCode.OK
            ? response.Content.Headers.ContentLength
            : response.Content.Headers.ContentRange?.Length,
        response.Headers.ETag,
        response.Content.Headers.LastModified);

    /// <summary>
    /// Asks the server to refuse (412) when the object has changed. Weak tags never match there (section 13.1.1).
    /// </summary>
    public void ThrowIfChanged(HttpRequestHeaders headers)
    {
        if (ETag is { IsWeak: false }) headers.IfMatch.Add(ETag);
        else if (LastModified is not null) headers.IfUnmodifiedSince = LastModified;
    }

    /// <summary>Whether an answer belongs to the same object; what it does not say counts as the same.</summary>
    public bool Matches(HttpIdentity answer) =>
        (answer.Length ?? Length) == Length
        && (ETag is null || answer.ETag is null || ETag.Equals(answer.ETag))
        && (ETag is not null || LastModified is null || answer.LastModified is null || LastModified == answer.LastModified);
}
