using VideoPipeline.Errors;
using VideoPipeline.Search;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.S3;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Search;

/// <summary>Finds runs by name or folder, or all runs of a bucket.</summary>
/// <param name="folder">The folder of the store.</param>
/// <param name="workingFolder">The folder that relative paths are resolved against.</param>
/// <param name="time">The clock.</param>
internal sealed class NamedRuns(string folder, string workingFolder, TimeProvider time)
{
    private const string Summary = "summary.json";

    private readonly string _runs = Path.Combine(folder, "runs");
    private readonly AccessCounter _access = new();

    /// <summary>What has been read so far.</summary>
    public AccessCount Access => _access.Count;

    /// <summary>Opens the named runs, or all runs of the store if no name is given.</summary>
    /// <param name="names">
    /// The names of runs in the store, and folders of runs; or <c>s3://bucket/</c> or <c>s3://bucket/prefix/</c>.
    /// </param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="InvalidInputException">A named run does not exist, or there are no runs.</exception>
    public async Task<SearchableRuns> OpenAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        if (names.FirstOrDefault(StoreAddress.IsAddress) is { } address)
            return names.Count == 1
                ? await OpenBucketAsync(StoreAddress.Parse(address), cancellation)
                : throw new InvalidInputException(
                    $"--in {AddressText.WithoutSecrets(address)} is searched as a whole: leave out the other values of --in, " +
                    "or search twice.");

        var stored = new SortedSet<string>(StringComparer.Ordinal);
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (StoredRunName(name) is { } run) stored.Add(run);
            else folders.Add(FindFolder(name));
        }
        if (names.Count == 0) stored.UnionWith(All());
        if (stored.Count + folders.Count == 0)
            throw new InvalidInputException($"There are no runs in {_runs}. Create one: videopipeline run VIDEO --fingerprint");

        var store = new MeteredStore(FolderStore.Open(folder, time), _access);
        var runs = await SearchableRuns.OpenAsync(
            new FingerprintIndex(store, time),
            [.. stored.Select(run => new StoredRun(store, run))],
            [.. folders.Select(path => new FolderRun(path, _access))],
            cancellation);
        // A run that was named must be readable. If all runs are searched, a damaged one is skipped.
        return names.Count > 0 && runs.Unreadable is [var first, ..] ? throw first.Error : runs;
    }

    /// <summary>The folder of a run.</summary>
    /// <param name="name">The name of a run in the store, or the folder of a run.</param>
    /// <exception cref="InvalidInputException">The run does not exist.</exception>
    public string FolderOf(string name) => StoredRunName(name) is { } run ? Path.Combine(_runs, run) : FindFolder(name);

    private Task<SearchableRuns> OpenBucketAsync(StoreAddress address, CancellationToken cancellation)
    {
        var store = new MeteredStore(address.Open(new S3SourceOptions()), _access);
        return SearchableRuns.OpenIndexedAsync(
            new FingerprintIndex(store, time), store, address.ToString(), cancellation);
    }

    private IEnumerable<string> All() => !Directory.Exists(_runs) ? [] : Directory.EnumerateDirectories(_runs)
        .Where(run => File.Exists(Path.Combine(run, Summary)))
        .Select(run => Path.GetFileName(run));

    // The argument is the name, or the path of the folder in the store.
    private string? StoredRunName(string name)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(name, workingFolder));
        var run = Path.GetDirectoryName(path) == _runs ? Path.GetFileName(path) : name;
        return !run.Contains('/') && !run.StartsWith('.') && File.Exists(Path.Combine(_runs, run, Summary)) ? run : null;
    }

    private string FindFolder(string name)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(name, workingFolder));
        return File.Exists(Path.Combine(path, Summary))
            ? path
            : throw new InvalidInputException(
                $"{name} is not a run: {_runs} has no completed run of this name, and {Path.Combine(path, Summary)} does not " +
                "exist. Give the name or the folder of a run.");
    }
}
