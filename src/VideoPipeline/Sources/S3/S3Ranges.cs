using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.S3;

/// <summary>Ranges of one version of an object.</summary>
/// <param name="item">The object.</param>
/// <param name="length">Its bytes.</param>
/// <param name="etag">Its entity tag, which each request demands (If-Match); null where the server gives none.</param>
internal sealed class S3Ranges(S3Object item, long length, string? etag) : IRangeRequests
{
    public string Name => item.Name;

    public async ValueTask<RangeResponse> GetAsync(long from, long end, CancellationToken cancellation)
    {
        var answer = await item.GetAsync(from, end, etag, cancellation);
        // A server that does not know If-Match says at least what it serves.
        if (answer.Length == length && (etag is null || answer.Response.ETag == etag))
            return new RangeResponse(answer.Response.ResponseStream, answer);
        answer.Dispose();
        throw S3Errors.Changed(Name);
    }
}
