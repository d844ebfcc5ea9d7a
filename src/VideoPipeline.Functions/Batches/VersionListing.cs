using Amazon.S3;
using Amazon.S3.Model;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.Sources.S3;

namespace VideoPipeline.Functions.Batches;

/// <summary>Lists the current versions of the objects of a bucket, in the order of their keys.</summary>
internal sealed class VersionListing(S3Clients clients, string bucket)
{
    private const int PageSize = 500;

    // The version ID in buckets without versions.
    private const string NoVersion = "null";

    /// <summary>Lists the objects after a key.</summary>
    /// <param name="prefix">The prefix of the keys.</param>
    /// <param name="after">The key after which to go on; null to begin.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The objects, and the key after which to go on; null if these are the last.</returns>
    /// <exception cref="VideoAccessDeniedException">The bucket must not be listed.</exception>
    /// <exception cref="VideoNotFoundException">The bucket does not exist.</exception>
    public async Task<(IReadOnlyList<CreatedObject> Objects, string? Next)> ListAsync(
        string prefix, string? after, CancellationToken cancellation)
    {
        var request = new ListVersionsRequest
        {
            BucketName = bucket,
            ExpectedBucketOwner = clients.GetExpectedOwner(bucket),
            RequestPayer = clients.GetRequestPayer(bucket),
            Prefix = prefix,
            KeyMarker = after,
            MaxKeys = PageSize,
        };
        try
        {
            var page = await clients.SendAsync(bucket, client => client.ListVersionsAsync(request, cancellation));
            var versions = page.Versions ?? [];
            var objects = versions.Where(version => version.IsLatest == true && version.IsDeleteMarker != true).Select(
                version => new CreatedObject
                {
                    Key = version.Key,
                    Size = version.Size ?? 0,
                    VersionId = version.VersionId is NoVersion ? null : version.VersionId,
                    ETag = version.ETag?.Trim('"'),
                });
            return ([.. objects], page.IsTruncated == true ? page.NextKeyMarker : null);
        }
        catch (AmazonS3Exception failure) when (failure.ErrorCode is "NoSuchBucket")
        {
            throw new VideoNotFoundException($"The bucket {bucket} does not exist. Check the prefix.", failure);
        }
        catch (AmazonS3Exception failure) when (failure.ErrorCode is "AccessDenied")
        {
            throw new VideoAccessDeniedException(
                $"The bucket {bucket} cannot be listed. Use the bucket of the stack, or one that its parameters name.", failure);
        }
    }
}
