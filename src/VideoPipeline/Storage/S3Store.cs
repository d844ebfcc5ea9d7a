using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Sources.S3;

namespace VideoPipeline.Storage;

/// <summary>
/// A store in a bucket. S3 puts an object whole or not at all, and shows it to every reader that asks after that (Amazon S3 user
/// guide, "Amazon S3 data consistency model").
/// </summary>
/// <param name="bucket">The bucket.</param>
/// <param name="options">How S3 is treated; null for the defaults.</param>
public sealed class S3Store(string bucket, S3SourceOptions? options = null) : IStore
{
    /// <summary>Bytes in a second below which an upload counts as stuck.</summary>
    private const double SlowestUpload = 1e6;

    private readonly S3SourceOptions _options = options ?? new S3SourceOptions();

    private string? Owner => _options.Clients.OwnerOf(bucket);

    /// <inheritdoc/>
    /// <remarks>The object is held in memory: what states hand to each other is small.</remarks>
    public async Task<Stream?> GetAsync(string key, CancellationToken cancellation) =>
        await FetchAsync(key, range: null, cancellation);

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation)
    {
        if (length == 0) return await ExistsAsync(key, cancellation) ? [] : null;
        return (await FetchAsync(key, new ByteRange(offset, offset + length - 1), cancellation))?.ToArray();
    }

    /// <inheritdoc/>
    /// <remarks>It is written to a temporary file first: S3 wants to know the length, and an attempt may have to be repeated.</remarks>
    public async Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        StoreKey.Checked(key);
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"videopipeline-{Guid.NewGuid():N}"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            });
        try
        {
            await write(file, cancellation);
            await file.FlushAsync(cancellation);
        }
        catch (IOException e)
        {
            throw new LimitExceededException(
                $"{key} could not be written to {file.Name} before its upload: {e.Message} Make room there, or set TMPDIR to another folder.", e);
        }
        var patience = _options with { IdleTimeout = _options.IdleTimeout + TimeSpan.FromSeconds(file.Length / SlowestUpload) };
        await SendAsync(key, async client =>
        {
            file.Position = 0;
            using var transfer = new TransferUtility(client);   // in parts, where it is large
            var upload = new TransferUtilityUploadRequest
            {
                BucketName = bucket,
                Key = key,
                InputStream = file,
                AutoCloseStream = false,
                ExpectedBucketOwner = Owner,
            };
            return await patience.WithinIdleTimeout(async stop =>
            {
                await transfer.UploadAsync(upload, stop);
                return true;
            }, cancellation);
        }, cancellation);
    }

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string key, CancellationToken cancellation)
    {
        var request = new GetObjectMetadataRequest { BucketName = bucket, ExpectedBucketOwner = Owner, Key = StoreKey.Checked(key) };
        return await UnlessMissingAsync(
            key, client => InTimeAsync(stop => client.GetObjectMetadataAsync(request, stop), cancellation), cancellation) is not null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request { BucketName = bucket, ExpectedBucketOwner = Owner, Prefix = prefix };
        do
        {
            var page = await SendAsync(
                prefix, client => InTimeAsync(stop => client.ListObjectsV2Async(request, stop), cancellation), cancellation);
            foreach (var item in page.S3Objects ?? []) yield return item.Key;
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        var request = new DeleteObjectRequest { BucketName = bucket, ExpectedBucketOwner = Owner, Key = StoreKey.Checked(key) };
        return SendAsync(key, client => InTimeAsync(stop => client.DeleteObjectAsync(request, stop), cancellation), cancellation);
    }

    private Task<MemoryStream?> FetchAsync(string key, ByteRange? range, CancellationToken cancellation)
    {
        var request = new GetObjectRequest
        {
            BucketName = bucket,
            ExpectedBucketOwner = Owner,
            Key = StoreKey.Checked(key),
            ByteRange = range,
        };
        return UnlessMissingAsync(key, async client =>
        {
            var copy = new MemoryStream();
            try
            {
                using var response = await InTimeAsync(stop => client.GetObjectAsync(request, stop), cancellation);
                await _options.CopyWithinIdleTimeout(response.ResponseStream, copy, cancellation);
            }
            catch (AmazonS3Exception e) when (e.ErrorCode == "InvalidRange")
            {
                // It begins where the object ends, or beyond.
            }
            copy.Position = 0;
            return copy;
        }, cancellation);
    }

    private Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> answer, CancellationToken cancellation) =>
        _options.WithinIdleTimeout(stop => new ValueTask<T>(answer(stop)), cancellation).AsTask();

    private Task<T?> UnlessMissingAsync<T>(string key, Func<IAmazonS3, Task<T>> send, CancellationToken cancellation)
        where T : class =>
        SendAsync<T?>(key, async client =>
        {
            try
            {
                return await send(client);
            }
            // The answer to HEAD has no body that could name the code; a missing bucket shows with the first put.
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
            catch (Exception e) when (S3Errors.Of(name, e, 0, _options.Time.GetUtcNow()) is { } failure)
            {
                throw failure is TransientFault ? failure : Unusable(key, e);
            }
        }, cancellation);
    }

    private InvalidInputException Unusable(string key, Exception cause)
    {
        var answer = cause is AmazonServiceException { StatusCode: not 0 } refusal
            ? $"S3 answered {(int)refusal.StatusCode} {refusal.ErrorCode}"
            : cause.Message;
        return new InvalidInputException(
            $"The bucket {bucket} cannot be used for results: {answer} for {key}. It must exist, and the credentials need s3:GetObject, " +
            "s3:PutObject, s3:DeleteObject and s3:ListBucket on it.", cause);
    }
}
