namespace VideoPipeline.Storage;

/// <summary>A store whose keys have a prefix in another store.</summary>
/// <param name="store">The other store.</param>
/// <param name="prefix">The prefix, with a <c>/</c> at the end.</param>
internal sealed class PrefixStore(IStore store, string prefix) : IStore
{
    /// <inheritdoc/>
    public Task<Stream?> GetAsync(string key, CancellationToken cancellation) => store.GetAsync(prefix + key, cancellation);

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation) =>
        store.ReadAsync(prefix + key, offset, length, cancellation);

    /// <inheritdoc/>
    public Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        store.PutAsync(prefix + key, write, cancellation);

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string key, CancellationToken cancellation) => store.ExistsAsync(prefix + key, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoreEntry> ListEntriesAsync(string keys, CancellationToken cancellation) =>
        store.ListEntriesAsync(prefix + keys, cancellation).Select(entry => entry with { Key = entry.Key[prefix.Length..] });

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellation) =>
        store.ListFoldersAsync(prefix + folder, cancellation);

    /// <inheritdoc/>
    public Task<bool> RenewAsync(string key, TimeSpan age, CancellationToken cancellation) =>
        store.RenewAsync(prefix + key, age, cancellation);

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellation) => store.DeleteAsync(prefix + key, cancellation);
}
