using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using VideoPipeline.Errors;
using VideoPipeline.Sources.S3;

namespace VideoPipeline.Functions.Uploads;

/// <summary>Reads what an upload is, and its options, from the bucket.</summary>
/// <param name="clients">The S3 clients.</param>
/// <param name="bucket">The bucket's name.</param>
/// <param name="defaults">The options of all uploads, <c>NAME=VALUE,…</c> (the stack's parameter UploadOptions).</param>
/// <param name="overrides">The options that replace those of the upload; null for none.</param>
internal sealed class UploadReader(S3Clients clients, string bucket, string defaults, JsonObject? overrides = null)
{
    private const int MaxSidecarBytes = 65_536, MaxKeyBytes = 1024;

    /// <summary>
    /// Reads an upload; null if it starts nothing, because it is neither a video nor an image, or it is a sidecar without a
    /// video. A sidecar starts an execution of its video.
    /// </summary>
    /// <exception cref="InvalidInputException">The sidecar is not a JSON object.</exception>
    /// <exception cref="VideoAccessDeniedException">It, or the upload, cannot be read.</exception>
    /// <exception cref="SourceUnavailableException">S3 did not answer, or answered that it is overloaded.</exception>
    public async Task<Upload?> ReadAsync(CreatedObject created, CancellationToken cancellation)
    {
        var isSidecar = created.Key.EndsWith(UploadOptions.SidecarSuffix, StringComparison.Ordinal);
        var key = isSidecar ? created.Key[..^UploadOptions.SidecarSuffix.Length] : created.Key;
        if (key.EndsWith('/') || (created.Size == 0 && !isSidecar)) return null;
        if (await HeadAsync(key, isSidecar ? null : created.VersionId, cancellation) is not { ContentLength: > 0 } head)
            return null;
        if (MediaFile.HasSoundExtension(key)) return null;
        if (!MediaFile.HasExtension(key)
            && !MediaFile.HasSignature(await ReadAsync(key, MediaFile.HeaderBytes, cancellation) ?? []))
            return null;

        var sidecarKey = key + UploadOptions.SidecarSuffix;
        // S3 refuses longer keys, so there can be none.
        var sidecar = Encoding.UTF8.GetByteCount(sidecarKey) <= MaxKeyBytes
            ? await ReadAsync(sidecarKey, MaxSidecarBytes + 1, cancellation)
            : null;
        if (sidecar?.Length > MaxSidecarBytes)
            throw new InvalidInputException(
                $"{sidecarKey} is too large: it has more than {MaxSidecarBytes} bytes. Select fewer frames, then upload it.");
        var metadata = UploadOptions.FromMetadata(head.Metadata.Keys.Select(name => (name, head.Metadata[name])));
        var options = UploadOptions.Merge(
        [
            UploadOptions.OfPrefix(key),
            UploadOptions.Checked(UploadOptions.FromText(defaults), "The stack's parameter UploadOptions", isUploaded: false),
            UploadOptions.Checked(metadata, $"The metadata of {key}", isUploaded: true),
            sidecar is null
                ? []
                : UploadOptions.Checked(UploadOptions.FromSidecar(sidecarKey, sidecar), sidecarKey, isUploaded: true),
            overrides ?? [],
        ]);
        var version = isSidecar ? head.VersionId : created.VersionId;
        return new Upload(bucket, key, version, isSidecar ? head.ETag?.Trim('"') : created.ETag, options.ToJsonString());
    }

    private Task<GetObjectMetadataResponse?> HeadAsync(string key, string? version, CancellationToken cancellation) =>
        OrNullAsync(key, client => client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest
            {
                BucketName = bucket,
                Key = key,
                VersionId = version,
                ExpectedBucketOwner = clients.GetExpectedOwner(bucket),
                RequestPayer = clients.GetRequestPayer(bucket),
            },
            cancellation));

    // Null if there is no such object.
    private async Task<byte[]?> ReadAsync(string key, int maxBytes, CancellationToken cancellation)
    {
        var request = new GetObjectRequest
        {
            BucketName = bucket,
            Key = key,
            ByteRange = new ByteRange(0, maxBytes - 1),
            ExpectedBucketOwner = clients.GetExpectedOwner(bucket),
            RequestPayer = clients.GetRequestPayer(bucket),
        };
        return await OrNullAsync(key, async client =>
        {
            using var content = new MemoryStream();
            try
            {
                using var response = await client.GetObjectAsync(request, cancellation);
                await response.ResponseStream.CopyToAsync(content, cancellation);
            }
            catch (AmazonS3Exception empty) when (empty.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                // No byte of an empty object is in the range.
            }
            return content.ToArray();
        });
    }

    private async Task<T?> OrNullAsync<T>(string key, Func<IAmazonS3, Task<T>> send) where T : class
    {
        try
        {
            return await clients.SendAsync(bucket, send);
        }
        catch (AmazonS3Exception failure) when (failure.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException && TransientError.Is(failure))
        {
            throw new SourceUnavailableException($"s3://{bucket}/{key} could not be read: {failure.Message}", failure);
        }
        catch (AmazonS3Exception failure)
        {
            throw Unreadable(key, failure);
        }
    }

    private VideoAccessDeniedException Unreadable(string key, AmazonS3Exception failure)
    {
        var advice = ((int)failure.StatusCode, failure.ErrorCode) switch
        {
            (_, "InvalidObjectState") =>
                "The object is archived. Restore it (aws s3api restore-object), or use a storage class without archive",
            (403, _) =>
                "Access is denied: the bucket's policy denies it, or the object is encrypted with a KMS key that the stack's "
                + "parameters do not name. Change that",
            _ => "The function cannot decrypt objects that are encrypted with keys of customers (SSE-C). Use another encryption",
        };
        return new VideoAccessDeniedException(
            $"s3://{bucket}/{key} cannot be read: S3 answered {(int)failure.StatusCode} {failure.ErrorCode}. {advice}, then "
            + "upload the object again.",
            failure);
    }
}
