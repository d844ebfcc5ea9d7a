using VideoPipeline.Search;
using VideoPipeline.Storage;

namespace VideoPipeline.Cli.Search;

/// <summary>A run of the store.</summary>
internal sealed class StoredRun(IStore store, string name) : IRunFiles
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string file, CancellationToken cancellation) =>
        store.GetAsync(new RunKeys(name).Prefix + file, cancellation);
}

/// <summary>A folder with the result files of a run: what <c>run --out</c> makes.</summary>
internal sealed class FolderRun(string folder) : IRunFiles
{
    /// <inheritdoc/>
    public string Name => folder;

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string file, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, file);
        return Task.FromResult<Stream?>(File.Exists(path) ? File.OpenRead(path) : null);
    }
}
