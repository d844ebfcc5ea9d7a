using System.Collections.Concurrent;
using Amazon.S3;
using Amazon.S3.Model;

namespace VideoPipeline.Sources.S3;

/// <summary>
/// The S3 clients, one for each region. They are safe for concurrent use and share their connections. The region of a bucket is
/// learned from S3's redirect to it.
/// </summary>
/// <param name="create">Creates a client for a region; null for the configured region.</param>
/// <param name="owners">
/// The expected owners (AWS account IDs) by bucket name: S3 refuses requests to a bucket that another account owns.
/// The owners of other buckets are not checked.
/// </param>
/// <param name="requesterPays">
/// The buckets whose requests this account pays for (Amazon S3 user guide, "Requester Pays"): they reject requests without this
/// consent. Null for none.
/// </param>
internal sealed class S3Clients(
    Func<string?, IAmazonS3> create,
    IReadOnlyDictionary<string, string>? owners = null,
    IReadOnlySet<string>? requesterPays = null)
{
    private readonly ConcurrentDictionary<string, Lazy<IAmazonS3>> _clients = new();
    private readonly ConcurrentDictionary<string, string> _regions = new();

    /// <summary>
    /// The clients with the credentials, region and endpoint of the environment and the AWS configuration files.
    /// </summary>
    public static S3Clients FromEnvironment { get; } = Create(owners: null, requesterPays: null);

    /// <summary>Like <see cref="FromEnvironment"/>, checks the owners of buckets, and consents to pay for requests.</summary>
    /// <param name="owners">The expected owners (AWS account IDs) by bucket name.</param>
    /// <param name="requesterPays">The buckets whose requests this account pays for.</param>
    public static S3Clients Create(IReadOnlyDictionary<string, string>? owners, IReadOnlySet<string>? requesterPays) =>
        new(region => new AmazonS3Client(S3Configuration.Create(region)), owners, requesterPays);

    /// <summary>The expected owner of a bucket; null if it is not checked.</summary>
    internal string? GetExpectedOwner(string bucket) => owners?.GetValueOrDefault(bucket);

    /// <summary>Who pays for requests to a bucket, for the header <c>x-amz-request-payer</c>; null for its owner.</summary>
    internal RequestPayer? GetRequestPayer(string bucket) =>
        requesterPays?.Contains(bucket) == true ? RequestPayer.Requester : null;

    /// <summary>Sends a request to the region of a bucket; sends it again if S3 redirects to another region.</summary>
    internal async Task<T> SendAsync<T>(string bucket, Func<IAmazonS3, Task<T>> send)
    {
        try
        {
            return await send(For(bucket));
        }
        catch (AmazonS3Exception e) when (S3Region.FromError(e) is { } region)
        {
            _regions[bucket] = region;
        }
        return await send(For(bucket));
    }

    /// <summary>Creates a presigned URL that gives read access to an object.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="expires">When the URL expires, at the latest with the credentials that sign it.</param>
    public Task<string> CreatePresignedUrlAsync(string bucket, string key, DateTimeOffset expires)
    {
        var client = For(bucket);
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key,
            Expires = expires.UtcDateTime,
            Protocol = client.Config.ServiceURL?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true
                ? Protocol.HTTP
                : Protocol.HTTPS,
        };
        // In lower case, S3 also accepts the header as a query parameter (aws/aws-sdk-go-v2, issue 2508).
        if (GetExpectedOwner(bucket) is { } owner) request.Parameters["x-amz-expected-bucket-owner"] = owner;
        return client.GetPreSignedURLAsync(request);
    }

    private IAmazonS3 For(string bucket)
    {
        var region = _regions.GetValueOrDefault(bucket);
        return _clients.GetOrAdd(region ?? "", _ => new Lazy<IAmazonS3>(() => create(region))).Value;
    }
}
