using VideoPipeline.Search;
using VideoPipeline.Storage;

namespace VideoPipeline.Cli.Search;

/// <summary>The result files of a run in the store.</summary>
internal sealed class StoredRun(IStore store, string name) : IRunFiles
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string file, CancellationToken cancellation) =>
        store.GetAsync(new RunKeys(name).Prefix + file, cancellation);
}

/// <summary>The result files of a run in a folder that <c>run --out</c> wrote.</summary>
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
