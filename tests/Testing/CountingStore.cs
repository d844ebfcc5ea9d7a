using System.Collections.Concurrent;
using VideoPipeline.Storage;

namespace VideoPipeline.Testing;

/// <summary>A store that counts the bytes that are read of each object. An opened object counts with its full length.</summary>
internal sealed class CountingStore(IStore store) : IStore
{
    private readonly ConcurrentDictionary<string, long> _read = new();

    /// <summary>The bytes read so far, by key.</summary>
    public IReadOnlyDictionary<string, long> BytesRead => _read;

    /// <summary>Resets the counts.</summary>
    public void Reset() => _read.Clear();

    public async Task<Stream?> GetAsync(string key, CancellationToken cancellation)
    {
        var stream = await store.GetAsync(key, cancellation);
        if (stream is not null) Count(key, stream.Length);
        return stream;
    }

    public async Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation)
    {
        var bytes = await store.ReadAsync(key, offset, length, cancellation);
        if (bytes is not null) Count(key, bytes.Length);
        return bytes;
    }

    public Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        store.PutAsync(key, write, cancellation);

    public Task<bool> ExistsAsync(string key, CancellationToken cancellation) => store.ExistsAsync(key, cancellation);

    public IAsyncEnumerable<StoreEntry> ListEntriesAsync(string prefix, CancellationToken cancellation) =>
        store.ListEntriesAsync(prefix, cancellation);

    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellation) =>
        store.ListFoldersAsync(folder, cancellation);

    public Task DeleteAsync(string key, CancellationToken cancellation) => store.DeleteAsync(key, cancellation);

    private void Count(string key, long bytes) => _read.AddOrUpdate(key, bytes, (_, before) => before + bytes);
}
