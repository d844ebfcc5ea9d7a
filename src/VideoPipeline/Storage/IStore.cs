using VideoPipeline.Errors;

namespace VideoPipeline.Storage;

/// <summary>
/// Where results lie: objects under keys, in a folder or a bucket alike. Safe for concurrent use, also by several processes.
/// </summary>
/// <remarks>A key that <see cref="StoreKey"/> does not allow is an <see cref="InvalidInputException"/> everywhere.</remarks>
public interface IStore
{
    /// <summary>Opens an object, or gives null where there is none. Once open it stays as it was, whatever is put.</summary>
    Task<Stream?> GetAsync(string key, CancellationToken cancellation);

    /// <summary>
    /// Reads <paramref name="length"/> bytes of an object from <paramref name="offset"/> on, fewer where it ends before; null
    /// where there is none. One request.
    /// </summary>
    Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation);

    /// <summary>
    /// Puts an object, replacing one that is there. It appears whole or not at all: when <paramref name="write"/> throws, or the
    /// process dies, readers see what was there before. Of several puts of one key at once, one wins.
    /// </summary>
    /// <param name="key">Where.</param>
    /// <param name="write">Writes the object's bytes, first to last; the stream may not be able to seek.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LimitExceededException">There is no room for it.</exception>
    Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation);

    /// <summary>Whether there is an object of this key.</summary>
    Task<bool> ExistsAsync(string key, CancellationToken cancellation);

    /// <summary>The keys that begin with <paramref name="prefix"/> (empty for all), in ordinal order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>Deletes an object; where there is none, nothing happens.</summary>
    Task DeleteAsync(string key, CancellationToken cancellation);
}

/// <summary>Objects that are small enough to be held in memory.</summary>
public static class StoreBytes
{
    /// <summary>The bytes of an object, or null where there is none.</summary>
    public static async Task<byte[]?> GetBytesAsync(this IStore store, string key, CancellationToken cancellation)
    {
        await using var stream = await store.GetAsync(key, cancellation);
        if (stream is null) return null;
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    /// <summary>Puts an object of these bytes.</summary>
    public static Task PutBytesAsync(this IStore store, string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        store.PutAsync(key, (stream, stop) => stream.WriteAsync(bytes, stop).AsTask(), cancellation);
}
