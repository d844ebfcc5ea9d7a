using VideoPipeline.Errors;
using VideoPipeline.Storage;

namespace VideoPipeline.Search;

/// <summary>The runs to search, with their index.</summary>
internal sealed class SearchableRuns
{
    private readonly Dictionary<string, IRunFiles> _files;
    private readonly Dictionary<IndexSegment, RunLocation[]> _places;

    private SearchableRuns(
        IEnumerable<IRunFiles> files, IReadOnlyList<IndexSegment> segments, IReadOnlyList<UnreadableRun> unreadable)
    {
        _files = files.ToDictionary(run => run.Name, StringComparer.Ordinal);
        _places = segments.ToDictionary(
            segment => segment,
            segment => segment.GetRunLocations().SelectMany(place => Enumerable.Repeat(place, place.Run.Pictures)).ToArray(),
            (IEqualityComparer<IndexSegment>)ReferenceEqualityComparer.Instance);
        (Segments, Unreadable) = (segments, unreadable);
    }

    /// <summary>The index; each run is in one segment.</summary>
    public IReadOnlyList<IndexSegment> Segments { get; }

    /// <summary>The runs that cannot be read.</summary>
    public IReadOnlyList<UnreadableRun> Unreadable { get; }

    /// <summary>The number of indexed runs.</summary>
    public int Count => Segments.Sum(segment => segment.Runs.Count);

    /// <summary>The number of fingerprinted frames of all runs.</summary>
    public int Pictures => Segments.Sum(segment => segment.Pictures.Count);

    /// <summary>Loads the index, and indexes the runs that it does not contain.</summary>
    /// <param name="store">The store with the index; its runs that are not indexed are added.</param>
    /// <param name="ofStore">The runs of the store.</param>
    /// <param name="elsewhere">Runs outside the store, which are indexed in memory each time.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<SearchableRuns> OpenAsync(
        IStore store, IReadOnlyCollection<IRunFiles> ofStore, IReadOnlyCollection<IRunFiles> elsewhere,
        CancellationToken cancellation)
    {
        var index = new FingerprintIndex(store);
        var names = ofStore.Select(run => run.Name).ToHashSet(StringComparer.Ordinal);
        var segments = (await index.LoadAsync(names, cancellation)).ToList();
        var indexed = segments.SelectMany(segment => segment.Runs).Select(run => run.Run).ToHashSet(StringComparer.Ordinal);
        var unreadable = new List<UnreadableRun>();

        var added = await ReadAsync(ofStore.Where(run => !indexed.Contains(run.Name)), unreadable, cancellation);
        if (added is not null) await index.AddAsync(added, cancellation);
        var others = await ReadAsync(elsewhere, unreadable, cancellation);
        segments.AddRange(new[] { added, others }.OfType<IndexSegment>());
        return new SearchableRuns([.. ofStore, .. elsewhere], segments, unreadable);
    }

    internal IRunFiles GetFiles(string run) => _files[run];

    internal RunLocation GetRunLocation(IndexSegment segment, int picture) => _places[segment][picture];

    private static async Task<IndexSegment?> ReadAsync(
        IEnumerable<IRunFiles> runs, List<UnreadableRun> unreadable, CancellationToken cancellation)
    {
        var segments = new List<IndexSegment>();
        foreach (var run in runs)
        {
            try
            {
                segments.Add(IndexSegment.FromRun(await RunReader.ReadContentAsync(run, cancellation)));
            }
            catch (VideoPipelineException problem)
            {
                unreadable.Add(new UnreadableRun(run.Name, problem));
            }
        }
        return segments.Count == 0 ? null : IndexSegment.Merge(segments, _ => true);
    }
}

/// <summary>A run that cannot be searched.</summary>
/// <param name="Run">The name of the run.</param>
/// <param name="Error">The reason.</param>
internal sealed record UnreadableRun(string Run, VideoPipelineException Error);
