using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.S3;

/// <summary>Sends range requests for one version of an object.</summary>
/// <param name="s3Object">The object.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="etag">Its entity tag, sent with each request (If-Match); null if the server sends none.</param>
internal sealed class S3RangeRequests(S3Object s3Object, long length, string? etag) : IRangeRequests
{
    public string Name => s3Object.Name;

    public async ValueTask<RangeResponse> GetAsync(long from, long end, CancellationToken cancellation)
    {
        var response = await s3Object.GetAsync(from, end, etag, cancellation);
        // A server may ignore If-Match; its response still contains the length and the entity tag.
        if (response.Length == length && (etag is null || response.Response.ETag == etag))
            return new RangeResponse(response.Response.ResponseStream, response);
        response.Dispose();
        throw S3Errors.Changed(Name);
    }
}
