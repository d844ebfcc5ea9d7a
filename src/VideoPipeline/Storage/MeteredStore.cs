using System.Runtime.CompilerServices;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Storage;

/// <summary>A store that counts the bytes and requests of reads. The bytes of listings are not counted.</summary>
/// <param name="store">The store.</param>
/// <param name="access">The counter.</param>
internal sealed class MeteredStore(IStore store, AccessCounter access) : IStore
{
    /// <summary>The number of entries that S3 lists in a request (Amazon S3 API reference, "ListObjectsV2").</summary>
    private const int PageLength = 1000;

    /// <inheritdoc/>
    public async Task<Stream?> GetAsync(string key, CancellationToken cancellation)
    {
        access.AddRequest();
        var stream = await store.GetAsync(key, cancellation);
        if (stream is not null) access.AddBytes(stream.Length);
        return stream;
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation)
    {
        access.AddRequest();
        var bytes = await store.ReadAsync(key, offset, length, cancellation);
        access.AddBytes(bytes?.Length ?? 0);
        return bytes;
    }

    /// <inheritdoc/>
    public Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        store.PutAsync(key, write, cancellation);

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string key, CancellationToken cancellation)
    {
        access.AddRequest();
        return store.ExistsAsync(key, cancellation);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StoreEntry> ListEntriesAsync(string prefix, CancellationToken cancellation) =>
        CountAsync(store.ListEntriesAsync(prefix, cancellation), cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellation) =>
        CountAsync(store.ListFoldersAsync(folder, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<bool> RenewAsync(string key, TimeSpan age, CancellationToken cancellation) =>
        store.RenewAsync(key, age, cancellation);

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellation) => store.DeleteAsync(key, cancellation);

    private async IAsyncEnumerable<T> CountAsync<T>(
        IAsyncEnumerable<T> entries, [EnumeratorCancellation] CancellationToken cancellation)
    {
        access.AddRequest();
        var count = 0;
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            if (count > 0 && count % PageLength == 0) access.AddRequest();
            count++;
            yield return entry;
        }
    }
}
