using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Sources.S3;
using VideoPipeline.Temporary;

namespace VideoPipeline.Storage;

/// <summary>
/// A store in a bucket. S3 writes an object atomically, and every later read returns it (Amazon S3 user guide, "Amazon S3 data
/// consistency model").
/// </summary>
/// <param name="bucket">The bucket.</param>
/// <param name="options">The options for S3; null for the defaults.</param>
internal sealed class S3Store(string bucket, S3SourceOptions? options = null) : IStore
{
    /// <summary>The minimum upload rate in bytes per second; a slower upload is aborted.</summary>
    private const double MinUploadRate = 1e6;

    private readonly S3SourceOptions _options = options ?? new S3SourceOptions();

    private string? Owner => _options.Clients.GetExpectedOwner(bucket);

    /// <inheritdoc/>
    /// <remarks>The object is read into memory, because the objects that states exchange are small.</remarks>
    public async Task<Stream?> GetAsync(string key, CancellationToken cancellation) =>
        await FetchAsync(key, range: null, cancellation);

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation)
    {
        if (length == 0) return await ExistsAsync(key, cancellation) ? [] : null;
        return (await FetchAsync(key, new ByteRange(offset, offset + length - 1), cancellation))?.ToArray();
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The object is written to a temporary file first, because S3 requires its length and an upload may be retried.
    /// </remarks>
    public async Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        StoreKey.Validate(key);
        await using var file = TemporaryFiles.Create();
        try
        {
            await write(file, cancellation);
            await file.FlushAsync(cancellation);
        }
        catch (IOException e)
        {
            throw TemporaryFiles.Failure($"{key} before its upload", e);
        }
        var uploadOptions = _options with
        {
            IdleTimeout = _options.IdleTimeout + TimeSpan.FromSeconds(file.Length / MinUploadRate),
        };
        await SendAsync(key, async client =>
        {
            file.Position = 0;
            using var transfer = new TransferUtility(client);   // multipart upload if it is large
            var upload = new TransferUtilityUploadRequest
            {
                BucketName = bucket,
                Key = key,
                InputStream = file,
                AutoCloseStream = false,
                ExpectedBucketOwner = Owner,
            };
            return await uploadOptions.WithinIdleTimeout(async stop =>
            {
                await transfer.UploadAsync(upload, stop);
                return true;
            }, cancellation);
        }, cancellation);
    }

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string key, CancellationToken cancellation) =>
        await HeadAsync(key, cancellation) is not null;

    /// <inheritdoc/>
    /// <remarks>The object is copied onto itself, which S3 allows if the copy replaces the metadata.</remarks>
    public async Task<bool> RenewAsync(string key, TimeSpan age, CancellationToken cancellation)
    {
        if (await HeadAsync(key, cancellation) is not { } head) return false;
        if (head.LastModified is not { } written || _options.Time.GetUtcNow() - written.ToUniversalTime() <= age) return true;
        var copy = new CopyObjectRequest
        {
            SourceBucket = bucket,
            SourceKey = key,
            DestinationBucket = bucket,
            DestinationKey = key,
            ExpectedBucketOwner = Owner,
            ExpectedSourceBucketOwner = Owner,
            MetadataDirective = S3MetadataDirective.REPLACE,
        };
        return await SendOrNullAsync(
            key,
            client => WithinIdleTimeoutAsync(stop => client.CopyObjectAsync(copy, stop), cancellation),
            cancellation) is not null;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StoreEntry> ListEntriesAsync(string prefix, CancellationToken cancellation) =>
        ListPagesAsync(prefix, delimiter: null, cancellation)
            .SelectMany(page => (page.S3Objects ?? []).Select(item => new StoreEntry(item.Key, item.Size ?? 0)));

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellation) =>
        ListPagesAsync(folder, delimiter: "/", cancellation)
            .SelectMany(page => (page.CommonPrefixes ?? []).Select(common => common[folder.Length..^1]));

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        var request = new DeleteObjectRequest { BucketName = bucket, ExpectedBucketOwner = Owner, Key = StoreKey.Validate(key) };
        return SendAsync(
            key, client => WithinIdleTimeoutAsync(stop => client.DeleteObjectAsync(request, stop), cancellation), cancellation);
    }

    private Task<GetObjectMetadataResponse?> HeadAsync(string key, CancellationToken cancellation)
    {
        var request = new GetObjectMetadataRequest
        {
            BucketName = bucket,
            ExpectedBucketOwner = Owner,
            Key = StoreKey.Validate(key),
        };
        return SendOrNullAsync(
            key,
            client => WithinIdleTimeoutAsync(stop => client.GetObjectMetadataAsync(request, stop), cancellation),
            cancellation);
    }

    private async IAsyncEnumerable<ListObjectsV2Response> ListPagesAsync(
        string prefix, string? delimiter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = bucket,
            ExpectedBucketOwner = Owner,
            Prefix = prefix,
            Delimiter = delimiter,
        };
        do
        {
            var page = await SendAsync(
                prefix,
                client => WithinIdleTimeoutAsync(stop => client.ListObjectsV2Async(request, stop), cancellation),
                cancellation);
            yield return page;
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    private Task<MemoryStream?> FetchAsync(string key, ByteRange? range, CancellationToken cancellation)
    {
        var request = new GetObjectRequest
        {
            BucketName = bucket,
            ExpectedBucketOwner = Owner,
            Key = StoreKey.Validate(key),
            ByteRange = range,
        };
        return SendOrNullAsync(key, async client =>
        {
            var copy = new MemoryStream();
            try
            {
                using var response = await WithinIdleTimeoutAsync(stop => client.GetObjectAsync(request, stop), cancellation);
                copy.Capacity = (int)Math.Clamp(response.ContentLength, 0, Array.MaxLength);
                await _options.CopyWithinIdleTimeout(response.ResponseStream, copy, cancellation);
            }
            catch (AmazonS3Exception e) when (e.ErrorCode == "InvalidRange")
            {
                // The range begins at or after the end of the object.
            }
            copy.Position = 0;
            return copy;
        }, cancellation);
    }

    private Task<T> WithinIdleTimeoutAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellation) =>
        _options.WithinIdleTimeout(stop => new ValueTask<T>(operation(stop)), cancellation).AsTask();

    private Task<T?> SendOrNullAsync<T>(string key, Func<IAmazonS3, Task<T>> send, CancellationToken cancellation)
        where T : class =>
        SendAsync<T?>(key, async client =>
        {
            try
            {
                return await send(client);
            }
            // A response to HEAD has no body with the error code, so a missing bucket is reported by the first write only.
            catch (AmazonS3Exception e) when (e.ErrorCode is "NoSuchKey" or "NotFound")
            {
                return null;
            }
        }, cancellation);

    private async Task<T> SendAsync<T>(string key, Func<IAmazonS3, Task<T>> send, CancellationToken cancellation)
    {
        var name = $"s3://{bucket}/{key}";
        return await new RetryLoop(name, _options).RunAsync(async () =>
        {
            try
            {
                return await _options.Clients.SendAsync(bucket, send);
            }
            catch (Exception e) when (S3Errors.Translate(name, e, 0, _options.Time.GetUtcNow()) is { } failure)
            {
                throw failure is TransientFault ? failure : BucketUnusable(key, e);
            }
        }, cancellation);
    }

    private InvalidInputException BucketUnusable(string key, Exception cause)
    {
        var reason = cause is AmazonServiceException { StatusCode: not 0 } error
            ? $"S3 answered {(int)error.StatusCode} {error.ErrorCode}"
            : cause.Message;
        return new InvalidInputException(
            $"The bucket {bucket} cannot be used for results: {reason} for {key}. The bucket must exist, and the credentials " +
            "need s3:GetObject and s3:ListBucket on it, to write also s3:PutObject and s3:DeleteObject.", cause);
    }
}
