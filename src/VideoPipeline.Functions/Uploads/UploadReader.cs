using System.Net;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using VideoPipeline.Errors;
using VideoPipeline.Sources.S3;

namespace VideoPipeline.Functions.Uploads;

/// <summary>Reads what an upload is, and its options, from the bucket.</summary>
/// <param name="clients">The S3 clients.</param>
/// <param name="bucket">The bucket's name.</param>
/// <param name="defaults">The options of all uploads (the stack's parameter UploadOptions).</param>
/// <param name="overrides">The options that replace those of the upload; null for none.</param>
internal sealed class UploadReader(S3Clients clients, string bucket, JsonObject defaults, JsonObject? overrides = null)
{
    private const int MaxSidecarBytes = 65_536;

    /// <summary>
    /// Reads an upload; null if it starts nothing, because it is neither a video nor an image, or it is a sidecar without a
    /// video. A sidecar starts an execution of its video.
    /// </summary>
    /// <exception cref="InvalidInputException">The sidecar is not a JSON object.</exception>
    public async Task<Upload?> ReadAsync(CreatedObject created, CancellationToken cancellation)
    {
        var isSidecar = created.Key.EndsWith(UploadOptions.SidecarSuffix, StringComparison.Ordinal);
        var key = isSidecar ? created.Key[..^UploadOptions.SidecarSuffix.Length] : created.Key;
        if (key.EndsWith('/') || (created.Size == 0 && !isSidecar)) return null;
        if (await HeadAsync(key, isSidecar ? null : created.VersionId, cancellation) is not { } head) return null;
        if (!MediaFile.HasExtension(key)
            && !MediaFile.HasSignature(await ReadAsync(key, MediaFile.HeaderBytes, cancellation) ?? []))
            return null;

        var sidecarKey = key + UploadOptions.SidecarSuffix;
        var sidecar = await ReadAsync(sidecarKey, MaxSidecarBytes, cancellation);
        var options = UploadOptions.Merge(
        [
            UploadOptions.OfPrefix(key),
            defaults,
            UploadOptions.FromMetadata(head.Metadata.Keys.Select(name => (name, head.Metadata[name]))),
            sidecar is null ? [] : UploadOptions.FromSidecar(sidecarKey, sidecar),
            overrides ?? [],
        ]);
        var version = isSidecar ? head.VersionId : created.VersionId;
        return new Upload(bucket, key, version, isSidecar ? head.ETag?.Trim('"') : created.ETag, options.ToJsonString());
    }

    private Task<GetObjectMetadataResponse?> HeadAsync(string key, string? version, CancellationToken cancellation) =>
        OrNullAsync(client => client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest
            {
                BucketName = bucket,
                Key = key,
                VersionId = version,
                ExpectedBucketOwner = clients.GetExpectedOwner(bucket),
            },
            cancellation));

    private async Task<byte[]?> ReadAsync(string key, int maxBytes, CancellationToken cancellation)
    {
        using var response = await OrNullAsync(client => client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = bucket,
                Key = key,
                ByteRange = new ByteRange(0, maxBytes - 1),
                ExpectedBucketOwner = clients.GetExpectedOwner(bucket),
            },
            cancellation));
        if (response is null) return null;
        using var content = new MemoryStream();
        await response.ResponseStream.CopyToAsync(content, cancellation);
        return content.ToArray();
    }

    // 416: the object is empty.
    private async Task<T?> OrNullAsync<T>(Func<IAmazonS3, Task<T>> send) where T : class
    {
        try
        {
            return await clients.SendAsync(bucket, send);
        }
        catch (AmazonS3Exception failure)
            when (failure.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return null;
        }
    }
}
