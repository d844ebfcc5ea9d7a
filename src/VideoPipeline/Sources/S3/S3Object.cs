using System.Net.Http.Headers;
using Amazon.S3.Model;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.S3;

/// <summary>Requests for bytes of one object: sent to its bucket's region, refusals turned into typed failures.</summary>
internal sealed class S3Object(string uri, S3SourceOptions options, AccessCounter access)
{
    private readonly S3Address _address = S3Address.Parse(uri);

    /// <summary>The address, as it may be printed.</summary>
    public string Name { get; } = SourceAddress.ForDisplay(uri);

    /// <summary>Asks once for bytes; the answer's body is still to be read.</summary>
    /// <param name="from">The first byte.</param>
    /// <param name="end">The byte after the last.</param>
    /// <param name="etag">The version that it must be; null for any.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<S3Response> GetAsync(long from, long end, string? etag, CancellationToken cancellation)
    {
        var response = await SendAsync(from, end, etag, cancellation);
        if (ContentRangeHeaderValue.TryParse(response.ContentRange, out var range) && range is { Length: { } length } &&
            range.From == from)
            return new S3Response(response, length);
        response.Dispose();
        throw new InvalidInputException(
            $"{Name}: the server answered {(int)response.HttpStatusCode} with range '{response.ContentRange}' to a request for bytes " +
            $"{from}-{end - 1}. Use an endpoint that gives ranges as S3 does.");
    }

    private async ValueTask<GetObjectResponse> SendAsync(long from, long end, string? etag, CancellationToken cancellation)
    {
        var request = new GetObjectRequest
        {
            BucketName = _address.Bucket,
            ExpectedBucketOwner = options.Clients.OwnerOf(_address.Bucket),
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
        catch (Exception e) when (S3Errors.Of(Name, e, from, options.Time.GetUtcNow()) is { } failure)
        {
            throw failure;
        }
    }
}

/// <summary>S3's answer to a request for a range.</summary>
/// <param name="Response">The answer itself.</param>
/// <param name="Length">Bytes of the whole object.</param>
internal readonly record struct S3Response(GetObjectResponse Response, long Length) : IDisposable
{
    public void Dispose() => Response.Dispose();
}
