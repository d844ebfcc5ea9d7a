using System.Runtime.CompilerServices;
using Amazon.S3.Model;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.S3;

/// <summary>The objects below an address: <c>s3://bucket/</c> or <c>s3://bucket/prefix/</c>.</summary>
internal static class S3Prefix
{
    /// <summary>Whether an address is a prefix: one of S3 that ends with a slash.</summary>
    public static bool IsPrefix(SourceAddress address) =>
        address.Scheme == "s3" && address.ToString().EndsWith('/');

    /// <summary>Lists the keys, in the order of their UTF-8 bytes.</summary>
    /// <param name="prefix">The address of the prefix.</param>
    /// <param name="options">The options for S3.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="InvalidInputException">The bucket name is invalid.</exception>
    /// <exception cref="VideoNotFoundException">The bucket does not exist.</exception>
    /// <exception cref="VideoAccessDeniedException">The bucket must not be listed.</exception>
    /// <exception cref="SourceUnavailableException">All attempts failed.</exception>
    public static async IAsyncEnumerable<(string Bucket, string Key)> ListAsync(
        SourceAddress prefix, S3SourceOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Parsed as the address of a key below it.
        const string Key = "key";
        var below = S3Address.Parse(prefix.Append(Key));
        var request = new ListObjectsV2Request
        {
            BucketName = below.Bucket,
            ExpectedBucketOwner = options.Clients.GetExpectedOwner(below.Bucket),
            RequestPayer = options.Clients.GetRequestPayer(below.Bucket),
            Prefix = below.Key[..^Key.Length],
        };
        do
        {
            var page = await SendAsync(prefix, request, options, cancellation);
            foreach (var item in page.S3Objects ?? []) yield return (below.Bucket, item.Key);
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    private static Task<ListObjectsV2Response> SendAsync(
        SourceAddress prefix, ListObjectsV2Request request, S3SourceOptions options, CancellationToken cancellation) =>
        new RetryLoop(prefix.ToString(), options).RunAsync(
            async () =>
            {
                try
                {
                    return await options.Clients.SendAsync(request.BucketName, client => options.WithinIdleTimeout(
                        stop => new ValueTask<ListObjectsV2Response>(client.ListObjectsV2Async(request, stop)),
                        cancellation).AsTask());
                }
                catch (Exception e) when (S3Errors.Translate(prefix.ToString(), e, 0, options.Time.GetUtcNow()) is { } failure)
                {
                    throw failure;
                }
            },
            cancellation);
}
