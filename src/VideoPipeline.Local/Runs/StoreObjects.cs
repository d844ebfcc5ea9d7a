using System.Runtime.CompilerServices;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Runs;

/// <summary>Provides the store to the state machine as its only bucket.</summary>
internal sealed class StoreObjects(IStore store, string bucket) : IObjectStore
{
    /// <inheritdoc/>
    public async Task<Stream> GetAsync(string bucket, string key, CancellationToken cancellation)
    {
        Check(bucket);
        return await store.GetAsync(key, cancellation)
            ?? throw new FileNotFoundException($"The object {key} does not exist in the store.");
    }

    /// <inheritdoc/>
    public Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Check(bucket);
        return store.PutBytesAsync(key, content, cancellation);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredObject> ListAsync(
        string bucket, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Check(bucket);
        await foreach (var key in store.ListAsync(prefix, cancellation))
        {
            await using var stream = await store.GetAsync(key, cancellation);
            if (stream is not null) yield return new StoredObject(key, stream.Length, "\"\"", DateTimeOffset.UnixEpoch);
        }
    }

    private void Check(string name)
    {
        if (name != bucket) throw new FileNotFoundException($"The bucket {name} does not exist; the only bucket is {bucket}.");
    }
}
