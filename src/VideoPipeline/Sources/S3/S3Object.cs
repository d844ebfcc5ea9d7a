using System.Net.Http.Headers;
using Amazon.S3.Model;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.S3;

/// <summary>Sends range requests for one object to the region of its bucket, and translates errors.</summary>
internal sealed class S3Object(SourceAddress address, S3SourceOptions options, AccessCounter access)
{
    private readonly S3Address _address = S3Address.Parse(address);

    /// <summary>The display name of the address.</summary>
    public string Name { get; } = address.ToString();

    /// <summary>Requests a byte range, without retries. The body of the response is not yet read.</summary>
    /// <param name="from">The first byte.</param>
    /// <param name="end">The byte after the last one.</param>
    /// <param name="etag">The entity tag that the object must have (If-Match); null for any.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async ValueTask<S3Response> GetAsync(long from, long end, string? etag, CancellationToken cancellation)
    {
        var response = await SendAsync(from, end, etag, cancellation);
        if (ContentRangeHeaderValue.TryParse(response.ContentRange, out var range) && range is { Length: { } length } &&
            range.From == from)
            return new S3Response(response, length);
        response.Dispose();
        throw new InvalidInputException(
            $"{Name}: the server answered {(int)response.HttpStatusCode} with Content-Range '{response.ContentRange}' to a " +
            $"request for bytes {from}-{end - 1}. Use an endpoint that supports range requests.");
    }

    private async ValueTask<GetObjectResponse> SendAsync(long from, long end, string? etag, CancellationToken cancellation)
    {
        var request = new GetObjectRequest
        {
            BucketName = _address.Bucket,
            ExpectedBucketOwner = options.Clients.GetExpectedOwner(_address.Bucket),
            RequestPayer = options.Clients.GetRequestPayer(_address.Bucket),
            Key = _address.Key,
            VersionId = _address.VersionId,
            ByteRange = new ByteRange(from, end - 1),
            EtagToMatch = etag,
        };
        try
        {
            return await options.Clients.SendAsync(_address.Bucket, async client =>
            {
                access.AddRequest();
                return await options.WithinIdleTimeout(
                    token => new ValueTask<GetObjectResponse>(client.GetObjectAsync(request, token)), cancellation);
            });
        }
        catch (Exception e) when (S3Errors.Translate(Name, e, from, options.Time.GetUtcNow()) is { } failure)
        {
            throw failure;
        }
    }
}

/// <summary>The response to a range request.</summary>
/// <param name="Response">The response of the SDK.</param>
/// <param name="Length">The length of the whole object in bytes.</param>
internal readonly record struct S3Response(GetObjectResponse Response, long Length) : IDisposable
{
    public void Dispose() => Response.Dispose();
}
