using VideoPipeline.Sources.Access;
using VideoPipeline.Storage;

namespace VideoPipeline.Search;

/// <summary>The result files of a run in the store.</summary>
internal sealed class StoredRun(IStore store, string name) : IRunFiles
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string file, CancellationToken cancellation) =>
        store.GetAsync(new RunKeys(name).Prefix + file, cancellation);

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(string file, long offset, int length, CancellationToken cancellation) =>
        store.ReadAsync(new RunKeys(name).Prefix + file, offset, length, cancellation);
}

/// <summary>The result files of a run in a folder that <c>run --out</c> wrote.</summary>
/// <param name="folder">The folder.</param>
/// <param name="access">Counts what is read.</param>
internal sealed class FolderRun(string folder, AccessCounter access) : IRunFiles
{
    /// <inheritdoc/>
    public string Name => folder;

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string file, CancellationToken cancellation)
    {
        access.AddRequest();
        var path = Path.Combine(folder, file);
        if (!File.Exists(path)) return Task.FromResult<Stream?>(null);
        var stream = File.OpenRead(path);
        access.AddBytes(stream.Length);
        return Task.FromResult<Stream?>(stream);
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string file, long offset, int length, CancellationToken cancellation)
    {
        access.AddRequest();
        var path = Path.Combine(folder, file);
        if (!File.Exists(path)) return null;
        using var handle = File.OpenHandle(path);
        var bytes = new byte[Math.Clamp(RandomAccess.GetLength(handle) - offset, 0, length)];
        var count = await RandomAccess.ReadAsync(handle, bytes, offset, cancellation);
        access.AddBytes(count);
        return bytes[..count];
    }
}
