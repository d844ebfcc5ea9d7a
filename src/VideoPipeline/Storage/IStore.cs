using VideoPipeline.Errors;

namespace VideoPipeline.Storage;

/// <summary>
/// A store of objects by key, in a folder or a bucket. Safe for concurrent use by several threads and processes.
/// </summary>
/// <remarks>All methods throw <see cref="InvalidInputException"/> for a key that <see cref="StoreKey"/> rejects.</remarks>
internal interface IStore
{
    /// <summary>Opens an object; null if it does not exist. Later writes to the key do not change the open stream.</summary>
    Task<Stream?> GetAsync(string key, CancellationToken cancellation);

    /// <summary>
    /// Reads up to <paramref name="length"/> bytes of an object from <paramref name="offset"/>, in one request: fewer if the
    /// object ends before, null if it does not exist.
    /// </summary>
    Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation);

    /// <summary>
    /// Writes an object atomically, replacing an existing one. If <paramref name="write"/> throws, or the process dies, readers
    /// see the previous object. If several writes of one key are concurrent, one of them wins.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="write">Writes the bytes of the object sequentially; the stream may not support seeking.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="LimitExceededException">There is not enough free space.</exception>
    Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation);

    /// <summary>Whether an object with this key exists.</summary>
    Task<bool> ExistsAsync(string key, CancellationToken cancellation);

    /// <summary>Lists the objects whose keys begin with <paramref name="prefix"/> (empty for all), in ordinal order.</summary>
    IAsyncEnumerable<StoreEntry> ListEntriesAsync(string prefix, CancellationToken cancellation);

    /// <summary>
    /// Lists the names of the folders in a folder, in ordinal order: what stands between <paramref name="folder"/> and the next
    /// <c>/</c> in the keys.
    /// </summary>
    /// <param name="folder">The beginning of the keys, with a <c>/</c> at the end.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellation);

    /// <summary>
    /// Makes an object count as written now, if it was written longer ago than <paramref name="age"/>: objects may expire some
    /// time after they were written. Its content stays the same. A store without such times does nothing.
    /// </summary>
    /// <returns>Whether the object exists.</returns>
    Task<bool> RenewAsync(string key, TimeSpan age, CancellationToken cancellation) => ExistsAsync(key, cancellation);

    /// <summary>Deletes an object, if it exists.</summary>
    Task DeleteAsync(string key, CancellationToken cancellation);
}

/// <summary>An object in a listing.</summary>
/// <param name="Key">The key.</param>
/// <param name="Length">The size in bytes.</param>
internal readonly record struct StoreEntry(string Key, long Length);

/// <summary>Extension methods for stores.</summary>
internal static class StoreExtensions
{
    /// <summary>Lists the keys that begin with <paramref name="prefix"/> (empty for all), in ordinal order.</summary>
    public static IAsyncEnumerable<string> ListAsync(this IStore store, string prefix, CancellationToken cancellation) =>
        store.ListEntriesAsync(prefix, cancellation).Select(entry => entry.Key);

    /// <summary>Reads all bytes of an object; null if it does not exist.</summary>
    public static async Task<byte[]?> GetBytesAsync(this IStore store, string key, CancellationToken cancellation)
    {
        await using var stream = await store.GetAsync(key, cancellation);
        if (stream is null) return null;
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    /// <summary>Writes an object with these bytes.</summary>
    public static Task PutBytesAsync(this IStore store, string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        store.PutAsync(key, (stream, stop) => stream.WriteAsync(bytes, stop).AsTask(), cancellation);
}
