using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Search.Segments;
using VideoPipeline.Storage;

namespace VideoPipeline.Search;

/// <summary>
/// The inverted index of the runs of a store: segments under <see cref="Prefix"/>. Each run adds one segment, and segments are
/// merged when there are many.
/// </summary>
/// <remarks>
/// Several processes may write concurrently, and any of them may die. A segment is written atomically, is immutable, and contains
/// the list of its runs, so there is no manifest that could be inconsistent. Its key is the hash of the list, so processes that
/// merge the same segments write the same object. Segments are deleted after what they were merged into is written; until then a
/// run is in two segments, and readers use the entry that was indexed last. A run that runs again adds another segment, with a
/// later time. If a listed segment no longer exists, another process has merged it, and readers list again
/// (<see cref="RetryAsync"/>). The whole index can be rebuilt from the runs.
/// </remarks>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
internal sealed class FingerprintIndex(IStore store, TimeProvider time)
{
    /// <summary>
    /// The prefix of the keys of segments. The number is the version of <see cref="DescriptorHash"/> and of the format of
    /// segments, incremented with each change. Segments of other versions are not read: in a folder they are deleted and their
    /// runs are indexed again, in a bucket their runs count as not indexed.
    /// </summary>
    public const string Prefix = "find/3/";

    /// <summary>The prefix of the keys of segments of all versions.</summary>
    private const string Folder = "find/";

    /// <summary>The number of requests in flight.</summary>
    public const int Concurrency = 16;

    /// <summary>The number of segments below <see cref="FullLength"/> above which some are merged.</summary>
    private const int MaxSegments = 8;

    /// <summary>The size in bytes from which a segment is not merged any more.</summary>
    private const long FullLength = 256 << 20;

    /// <summary>The maximum number of attempts to read segments that are merged meanwhile.</summary>
    private const int MaxAttempts = 10;

    private static readonly TimeSpan s_maxMergeTime = TimeSpan.FromMinutes(3);

    // Segments are immutable, so their directories are read once.
    private readonly ConcurrentDictionary<string, SegmentReader> _open = new(StringComparer.Ordinal);

    /// <summary>Runs an operation that reads segments, again if one of them was merged meanwhile.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read();
            }
            catch (SegmentRemovedException) when (attempt < MaxAttempts)
            {
            }
            catch (SegmentRemovedException e)
            {
                throw new SourceUnavailableException(
                    $"The search index changed during each of {MaxAttempts} attempts to read it. Run again when fewer runs end.",
                    e);
            }
        }
    }

    /// <summary>Adds a run, or replaces its entry.</summary>
    public async Task<StoreEntry> AddAsync(RunContent run, CancellationToken cancellation)
    {
        var indexed = time.GetUtcNow();
        var key = KeyOf([(run.Run, indexed)]);
        var bytes = new MemoryStream();
        await Task.Run(() => SegmentWriter.Write(bytes, run, indexed), cancellation);
        await store.PutBytesAsync(key, bytes.GetBuffer().AsMemory(0, (int)bytes.Length), cancellation);
        return new StoreEntry(key, bytes.Length);
    }

    /// <summary>Opens all segments.</summary>
    /// <exception cref="SegmentRemovedException">A segment was merged meanwhile.</exception>
    /// <exception cref="CorruptResultException">A segment is damaged.</exception>
    public async Task<IReadOnlyList<SegmentReader>> OpenAsync(CancellationToken cancellation)
    {
        var entries = await ListAsync(cancellation);
        foreach (var key in _open.Keys.Except(entries.Select(entry => entry.Key))) _open.TryRemove(key, out _);
        var segments = new SegmentReader[entries.Length];
        await Parallel.ForAsync(
            0, entries.Length, Parallelism(cancellation),
            async (i, stop) => segments[i] = await OpenAsync(entries[i], stop));
        return segments;
    }

    /// <summary>Opens a segment.</summary>
    public async Task<SegmentReader> OpenAsync(StoreEntry entry, CancellationToken cancellation) =>
        _open.TryGetValue(entry.Key, out var open) ? open : _open[entry.Key] = await SegmentReader.OpenAsync(
            entry.Key, entry.Length, (offset, length, stop) => store.ReadAsync(entry.Key, offset, length, stop), cancellation);

    /// <summary>
    /// Deletes the segments of earlier versions and those whose directories are damaged. Their runs are then not indexed.
    /// </summary>
    public async Task DeleteUnusableAsync(CancellationToken cancellation)
    {
        await foreach (var entry in store.ListEntriesAsync(Folder, cancellation))
            if (!await IsUsableAsync(entry, cancellation)) await store.DeleteAsync(entry.Key, cancellation);
    }

    private async Task<bool> IsUsableAsync(StoreEntry entry, CancellationToken cancellation)
    {
        if (!entry.Key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        try
        {
            await OpenAsync(entry, cancellation);
            return true;
        }
        catch (CorruptResultException)
        {
            return false;
        }
    }

    /// <summary>
    /// Merges segments if there are many, and removes the runs that have been deleted from them. Returns without an effect if
    /// another process merges the same segments.
    /// </summary>
    /// <exception cref="CorruptResultException">A segment is damaged.</exception>
    public async Task MergeAsync(CancellationToken cancellation)
    {
        try
        {
            var listed = await store.ListEntriesAsync(Prefix, cancellation).ToArrayAsync(cancellation);
            var merged = SelectForMerge(listed);
            if (merged.Count == 0) return;
            var runs = await store.ListFoldersAsync(RunKeys.Folder, cancellation)
                .ToHashSetAsync(StringComparer.Ordinal, cancellation);
            var segments = new List<SegmentReader>();
            foreach (var entry in merged) segments.Add(await OpenAsync(entry, cancellation));
            var merger = new SegmentMerger(segments, runs.Contains);
            var key = KeyOf(merger.Runs.Select(run => (run.Run, run.Indexed)));
            if (merger.Runs.Any()) await store.PutAsync(key, merger.WriteAsync, cancellation);
            foreach (var entry in merged.Where(entry => entry.Key != key)) await store.DeleteAsync(entry.Key, cancellation);
        }
        catch (SegmentRemovedException)
        {
            // Merged by another process.
        }
    }

    /// <summary>
    /// Merges segments as <see cref="MergeAsync"/>, but only tries to: it is work for later searches that a run must not fail
    /// for. The next run tries again, and a search reports a damaged segment.
    /// </summary>
    public async Task TryMergeAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(s_maxMergeTime, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            await MergeAsync(linked.Token);
        }
        catch (VideoPipelineException)
        {
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    /// <summary>The options of parallel reads.</summary>
    internal static ParallelOptions Parallelism(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation };

    /// <summary>
    /// Selects the segments to merge: the smallest ones, and further ones once all smaller ones together are as large (the
    /// logarithmic method, Bentley and Saxe 1980), so each posting is rewritten a logarithmic number of times.
    /// </summary>
    internal static IReadOnlyList<StoreEntry> SelectForMerge(IReadOnlyList<StoreEntry> segments)
    {
        var small = segments.Where(segment => segment.Length < FullLength)
            .OrderBy(segment => segment.Length).ThenBy(segment => segment.Key, StringComparer.Ordinal).ToList();
        if (small.Count <= MaxSegments) return [];
        var (count, length) = (0, 0L);
        while (count < small.Count && length + small[count].Length < 2 * FullLength
            && (count < small.Count - (MaxSegments / 2) || small[count].Length <= length))
            length += small[count++].Length;
        return small[..count];
    }

    // A listing is not a snapshot: a merged segment may be written behind its position, and the segments that it replaces be
    // deleted before it reaches them. So the segments are listed until they do not change.
    private async Task<StoreEntry[]> ListAsync(CancellationToken cancellation)
    {
        var listed = await store.ListEntriesAsync(Prefix, cancellation).ToArrayAsync(cancellation);
        for (var attempt = 1; attempt < MaxAttempts; attempt++)
        {
            var again = await store.ListEntriesAsync(Prefix, cancellation).ToArrayAsync(cancellation);
            if (again.SequenceEqual(listed)) break;
            listed = again;
        }
        return listed;
    }

    private static string KeyOf(IEnumerable<(string Run, DateTimeOffset Indexed)> runs)
    {
        var text = string.Join('\n', runs
            .Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Indexed.UtcTicks} {run.Run}"))
            .Order(StringComparer.Ordinal));
        return $"{Prefix}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}.segment";
    }
}
