using VideoPipeline.Errors;
using VideoPipeline.Search;
using VideoPipeline.Storage;

namespace VideoPipeline.Cli.Search;

/// <summary>The runs that a person names.</summary>
/// <param name="folder">The store's folder.</param>
/// <param name="workingFolder">Where relative paths start from.</param>
internal sealed class NamedRuns(string folder, string workingFolder)
{
    private const string Summary = "summary.json";

    private readonly string _runs = Path.Combine(folder, "runs");

    /// <summary>Opens those that were named, or all of the store where none was.</summary>
    /// <param name="names">Names of runs in the store, and folders.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidInputException">There is no such run, or none at all.</exception>
    public async Task<SearchableRuns> OpenAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var (ofStore, elsewhere) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var name in names)
        {
            if (InStore(name) is { } run) ofStore.Add(run);
            else elsewhere.Add(Elsewhere(name));
        }
        if (names.Count == 0) ofStore.UnionWith(All());
        if (ofStore.Count + elsewhere.Count == 0)
            throw new InvalidInputException($"There are no runs in {_runs}. Make one: videopipeline run VIDEO --fingerprint");

        var store = FolderStore.Open(folder, TimeProvider.System);
        var runs = await SearchableRuns.OpenAsync(
            store, [.. ofStore.Select(run => new StoredRun(store, run))], [.. elsewhere.Select(path => new FolderRun(path))], cancellation);
        // One that was named must be there; of all there are, a damaged one does not hinder the others.
        return names.Count > 0 && runs.LeftOut is [var first, ..] ? throw first.Problem : runs;
    }

    private IEnumerable<string> All() => !Directory.Exists(_runs) ? [] : Directory.EnumerateDirectories(_runs)
        .Where(run => File.Exists(Path.Combine(run, Summary)))
        .Select(run => Path.GetFileName(run));

    // By its name, or by the path of its folder in the store.
    private string? InStore(string name)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(name, workingFolder));
        var run = Path.GetDirectoryName(path) == _runs ? Path.GetFileName(path) : name;
        return !run.Contains('/') && !run.StartsWith('.') && File.Exists(Path.Combine(_runs, run, Summary)) ? run : null;
    }

    private string Elsewhere(string name)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(name, workingFolder));
        return File.Exists(Path.Combine(path, Summary))
            ? path
            : throw new InvalidInputException(
                $"{name} is no run: there is none of this name that has ended well in {_runs}, and no {Path.Combine(path, Summary)}. Give a run's name or folder.");
    }
}
