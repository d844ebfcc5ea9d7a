using VideoPipeline.Errors;
using VideoPipeline.Storage;

namespace VideoPipeline.Search;

/// <summary>Runs that can be searched.</summary>
public sealed class SearchableRuns
{
    private readonly Dictionary<string, IRunFiles> _files;
    private readonly Dictionary<IndexSegment, RunPlace[]> _places;

    private SearchableRuns(IEnumerable<IRunFiles> files, IReadOnlyList<IndexSegment> segments, IReadOnlyList<UnreadableRun> leftOut)
    {
        _files = files.ToDictionary(run => run.Name, StringComparer.Ordinal);
        _places = segments.ToDictionary(
            segment => segment,
            segment => segment.Places().SelectMany(place => Enumerable.Repeat(place, place.Run.Pictures)).ToArray(),
            (IEqualityComparer<IndexSegment>)ReferenceEqualityComparer.Instance);
        (Segments, LeftOut) = (segments, leftOut);
    }

    /// <summary>What is indexed of them; each run is in one segment.</summary>
    public IReadOnlyList<IndexSegment> Segments { get; }

    /// <summary>Runs that cannot be read.</summary>
    public IReadOnlyList<UnreadableRun> LeftOut { get; }

    /// <summary>How many runs there are.</summary>
    public int Count => Segments.Sum(segment => segment.Runs.Count);

    /// <summary>Frames of them that have keypoints.</summary>
    public int Pictures => Segments.Sum(segment => segment.Pictures.Count);

    /// <summary>Takes what is indexed, and indexes what is not.</summary>
    /// <param name="store">Where the index is; runs of it that are not in the index are added.</param>
    /// <param name="ofStore">Runs of the store.</param>
    /// <param name="elsewhere">Runs that lie elsewhere, which are read anew each time.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SearchableRuns> OpenAsync(
        IStore store, IReadOnlyCollection<IRunFiles> ofStore, IReadOnlyCollection<IRunFiles> elsewhere, CancellationToken cancellation)
    {
        var index = new FingerprintIndex(store);
        var segments = (await index.LoadAsync(ofStore.Select(run => run.Name).ToHashSet(StringComparer.Ordinal), cancellation)).ToList();
        var indexed = segments.SelectMany(segment => segment.Runs).Select(run => run.Run).ToHashSet(StringComparer.Ordinal);
        var leftOut = new List<UnreadableRun>();

        var added = await ReadAsync(ofStore.Where(run => !indexed.Contains(run.Name)), leftOut, cancellation);
        if (added is not null) await index.AddAsync(added, cancellation);
        var others = await ReadAsync(elsewhere, leftOut, cancellation);
        segments.AddRange(new[] { added, others }.OfType<IndexSegment>());
        return new SearchableRuns([.. ofStore, .. elsewhere], segments, leftOut);
    }

    internal IRunFiles FilesOf(string run) => _files[run];

    internal RunPlace PlaceOf(IndexSegment segment, int picture) => _places[segment][picture];

    private static async Task<IndexSegment?> ReadAsync(
        IEnumerable<IRunFiles> runs, List<UnreadableRun> leftOut, CancellationToken cancellation)
    {
        var segments = new List<IndexSegment>();
        foreach (var run in runs)
        {
            try
            {
                segments.Add(IndexSegment.Of(await RunReader.ContentAsync(run, cancellation)));
            }
            catch (VideoPipelineException problem)
            {
                leftOut.Add(new UnreadableRun(run.Name, problem));
            }
        }
        return segments.Count == 0 ? null : IndexSegment.Merge(segments, _ => true);
    }
}

/// <summary>A run that cannot be searched.</summary>
/// <param name="Run">Its name.</param>
/// <param name="Problem">Why.</param>
public sealed record UnreadableRun(string Run, VideoPipelineException Problem);
