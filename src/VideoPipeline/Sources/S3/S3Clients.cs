using System.Collections.Concurrent;
using Amazon.S3;
using Amazon.S3.Model;

namespace VideoPipeline.Sources.S3;

/// <summary>
/// The clients for S3, one for each region that is met: they are safe for concurrent use and share their connections. In which
/// region a bucket is, S3 says when another one is asked.
/// </summary>
/// <param name="make">Makes a client for a region; null for the region of the configuration.</param>
/// <param name="owners">
/// The accounts that buckets must belong to, by the buckets' names: S3 refuses every request where a bucket of this name is another's.
/// Of buckets that are not in it that is not looked at.
/// </param>
public sealed class S3Clients(Func<string?, IAmazonS3> make, IReadOnlyDictionary<string, string>? owners = null)
{
    private readonly ConcurrentDictionary<string, Lazy<IAmazonS3>> _clients = new();
    private readonly ConcurrentDictionary<string, string> _regions = new();

    /// <summary>Those of the environment and the AWS configuration files: credentials, region and endpoint.</summary>
    public static S3Clients FromEnvironment { get; } = ForOwners(null);

    /// <summary>The same, and whose some buckets must be.</summary>
    /// <param name="owners">The accounts, by the buckets' names.</param>
    public static S3Clients ForOwners(IReadOnlyDictionary<string, string>? owners) =>
        new(region => new AmazonS3Client(S3Configuration.For(region)), owners);

    /// <summary>The account that a bucket must belong to; null where that is not looked at.</summary>
    internal string? OwnerOf(string bucket) => owners?.GetValueOrDefault(bucket);

    /// <summary>Sends a request to the region of a bucket, and once more where that proves to be another one.</summary>
    internal async Task<T> SendAsync<T>(string bucket, Func<IAmazonS3, Task<T>> send)
    {
        try
        {
            return await send(For(bucket));
        }
        catch (AmazonS3Exception e) when (S3Region.Of(e) is { } region)
        {
            _regions[bucket] = region;
        }
        return await send(For(bucket));
    }

    /// <summary>A signed address under which anybody can fetch an object.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="expires">Until when; no longer than the credentials that sign it.</param>
    public Task<string> LinkAsync(string bucket, string key, DateTimeOffset expires)
    {
        var client = For(bucket);
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key,
            Expires = expires.UtcDateTime,
            Protocol = client.Config.ServiceURL?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true ? Protocol.HTTP : Protocol.HTTPS,
        };
        // In small letters S3 heeds it as a part of the address too (aws/aws-sdk-go-v2, issue 2508).
        if (OwnerOf(bucket) is { } owner) request.Parameters["x-amz-expected-bucket-owner"] = owner;
        return client.GetPreSignedURLAsync(request);
    }

    private IAmazonS3 For(string bucket)
    {
        var region = _regions.GetValueOrDefault(bucket);
        return _clients.GetOrAdd(region ?? "", _ => new Lazy<IAmazonS3>(() => make(region))).Value;
    }
}
