using VideoPipeline.Errors;
using VideoPipeline.Search.Segments;
using VideoPipeline.Storage;

namespace VideoPipeline.Search;

/// <summary>The runs to search, each with its entry in the index.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Unreadable">The runs that cannot be read.</param>
/// <param name="NotIndexed">The number of runs of the store that are not in the index, and are not searched.</param>
internal sealed record SearchableRuns(
    IReadOnlyList<SearchedRun> Runs, IReadOnlyList<UnreadableRun> Unreadable, int NotIndexed)
{
    /// <summary>The number of fingerprinted frames of all runs.</summary>
    public int Pictures => Runs.Sum(run => run.Run.Pictures);

    /// <summary>The number of videos that the runs analyzed.</summary>
    public int Videos => Runs.DistinctBy(run => run.Run.Content, StringComparer.Ordinal).Count();

    /// <summary>Opens the index, and indexes the runs that it does not contain.</summary>
    /// <param name="index">The index of the store.</param>
    /// <param name="ofStore">The runs of the store.</param>
    /// <param name="elsewhere">Runs outside the store, which are indexed in memory each time.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<SearchableRuns> OpenAsync(
        FingerprintIndex index, IReadOnlyCollection<IRunFiles> ofStore, IReadOnlyCollection<IRunFiles> elsewhere,
        CancellationToken cancellation)
    {
        await index.DeleteUnusableAsync(cancellation);
        var files = ofStore.ToDictionary(run => run.Name, StringComparer.Ordinal);
        var runs = SelectEntries(await index.OpenAsync(cancellation), files.GetValueOrDefault).ToList();
        var indexed = runs.Select(run => run.Run.Run).ToHashSet(StringComparer.Ordinal);
        var unreadable = new List<UnreadableRun>();
        foreach (var run in ofStore.Where(run => !indexed.Contains(run.Name)))
        {
            if (await ReadAsync(run, unreadable, cancellation) is not { } content) continue;
            var added = await index.AddAsync(content, cancellation);
            runs.Add(new SearchedRun(await index.OpenAsync(added, cancellation), 0, run));
        }
        foreach (var run in elsewhere)
        {
            if (await ReadAsync(run, unreadable, cancellation) is { } content)
                runs.Add(new SearchedRun(await OpenInMemoryAsync(content, cancellation), 0, run));
        }
        if (runs.Count > indexed.Count) await index.TryMergeAsync(cancellation);
        return new SearchableRuns(runs, unreadable, 0);
    }

    /// <summary>Opens the index of a store without writing to it.</summary>
    /// <param name="index">The index of the store.</param>
    /// <param name="store">The store.</param>
    /// <param name="name">The name of the store in messages.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="InvalidInputException">The store has no index, or cannot be read.</exception>
    public static async Task<SearchableRuns> OpenIndexedAsync(
        FingerprintIndex index, IStore store, string name, CancellationToken cancellation)
    {
        var listed = store.ListFoldersAsync(RunKeys.Folder, cancellation)
            .ToHashSetAsync(StringComparer.Ordinal, cancellation).AsTask();
        var segments = await index.OpenAsync(cancellation);
        var names = await listed;
        if (segments.Count == 0)
            throw new InvalidInputException(
                $"{name} has no search index: there are no objects below {FingerprintIndex.Prefix}. Runs add to the index when " +
                $"they end. If there are runs, check the address: it is that of the folder above {RunKeys.Folder}");
        SearchedRun[] runs =
        [
            .. SelectEntries(segments, run => names.Contains(run) ? new StoredRun(store, run) : null),
        ];
        return new SearchableRuns(runs, [], names.Count - runs.Length);
    }

    // The last entry of each run that exists.
    private static IEnumerable<SearchedRun> SelectEntries(
        IReadOnlyList<SegmentReader> segments, Func<string, IRunFiles?> find) =>
        segments
            .SelectMany(segment => segment.Footer.Runs.Select((run, number) => (Segment: segment, Run: run, Number: number)))
            .GroupBy(entry => entry.Run.Run, StringComparer.Ordinal)
            .OrderBy(run => run.Key, StringComparer.Ordinal)
            .Select(run => (
                Files: find(run.Key),
                Entry: run.OrderBy(entry => entry.Run.Indexed).ThenBy(entry => entry.Segment.Key, StringComparer.Ordinal).Last()))
            .Where(run => run.Files is not null)
            .Select(run => new SearchedRun(run.Entry.Segment, run.Entry.Number, run.Files!));

    private static async Task<RunContent?> ReadAsync(
        IRunFiles run, List<UnreadableRun> unreadable, CancellationToken cancellation)
    {
        try
        {
            return await RunReader.ReadContentAsync(run, cancellation);
        }
        catch (VideoPipelineException problem)
        {
            unreadable.Add(new UnreadableRun(run.Name, problem));
            return null;
        }
    }

    private static Task<SegmentReader> OpenInMemoryAsync(RunContent run, CancellationToken cancellation)
    {
        var stream = new MemoryStream();
        SegmentWriter.Write(stream, run, default);
        var bytes = stream.ToArray();
        return SegmentReader.OpenAsync(
            run.Run, bytes.Length,
            (offset, length, _) => Task.FromResult<byte[]?>(bytes.AsSpan((int)offset, length).ToArray()), cancellation);
    }
}

/// <summary>A run that cannot be searched.</summary>
/// <param name="Run">The name of the run.</param>
/// <param name="Error">The reason.</param>
internal sealed record UnreadableRun(string Run, VideoPipelineException Error);
