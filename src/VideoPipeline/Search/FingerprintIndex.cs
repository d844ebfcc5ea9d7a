using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Storage;

namespace VideoPipeline.Search;

/// <summary>
/// The inverted index of the runs of a store: segments under <c>find/&lt;version&gt;/</c>. Each run with fingerprints adds one
/// segment; a search merges segments if there are many.
/// </summary>
/// <remarks>
/// Several processes may write concurrently, and any of them may die. A segment is written atomically, is immutable, and contains
/// the list of its runs, so there is no manifest that could be inconsistent. Merged segments are deleted after the new one is
/// written; until then a run is in two segments, and readers use one of them. If a listed segment no longer exists, another
/// process has merged it, and readers list again. The whole index can be rebuilt from the runs.
/// </remarks>
internal sealed class FingerprintIndex(IStore store)
{
    /// <summary>The number of segments above which a search merges them.</summary>
    private const int MaxSegments = 8;

    /// <summary>The maximum number of attempts to read a list of segments that changes.</summary>
    private const int MaxAttempts = 10;

    private static readonly string s_prefix = $"find/{DescriptorHash.Version}/";

    /// <summary>Adds a segment.</summary>
    public Task AddAsync(IndexSegment segment, CancellationToken cancellation) =>
        segment.Runs.Count == 0
            ? Task.CompletedTask
            : store.PutAsync(
                KeyOf(segment), (stream, _) => Task.Run(() => SegmentFile.Write(stream, segment), cancellation), cancellation);

    /// <summary>Loads the index of the given runs, and merges segments if there are many.</summary>
    /// <param name="runs">The existing runs. Others are excluded, and removed from the index when segments are merged.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The segments. Each indexed run is in exactly one of them.</returns>
    public async Task<IReadOnlyList<IndexSegment>> LoadAsync(IReadOnlySet<string> runs, CancellationToken cancellation)
    {
        var segments = await ReadAsync(cancellation);
        if (segments.Count > MaxSegments) segments = await MergeAsync(segments, runs, cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var loaded = new List<IndexSegment>();
        foreach (var (_, segment) in segments)
        {
            var names = segment.Runs.Select(run => run.Run).Where(run => runs.Contains(run) && seen.Add(run))
                .ToHashSet(StringComparer.Ordinal);
            if (names.Count > 0) loaded.Add(IndexSegment.Merge([segment], names.Contains));
        }
        return loaded;
    }

    private async Task<List<(string Key, IndexSegment Segment)>> ReadAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var keys = await store.ListAsync(s_prefix, cancellation).ToListAsync(cancellation);
            var segments = new List<(string, IndexSegment)>();
            foreach (var key in keys)
            {
                await using var stream = await store.GetAsync(key, cancellation);
                if (stream is null) break;
                if (ReadOrNull(stream, key) is { } segment) segments.Add((key, segment));
                else await store.DeleteAsync(key, cancellation);
            }
            if (segments.Count == keys.Count || attempt == MaxAttempts) return segments;
        }
    }

    // A corrupt segment is deleted; its runs are then not indexed, and are indexed again.
    private static IndexSegment? ReadOrNull(Stream stream, string key)
    {
        try
        {
            return SegmentFile.Read(stream, key);
        }
        catch (CorruptResultException)
        {
            return null;
        }
    }

    // The logarithmic method (Bentley and Saxe 1980): a segment is merged once all smaller ones together are as large, so each
    // posting is rewritten a logarithmic number of times.
    private async Task<List<(string Key, IndexSegment Segment)>> MergeAsync(
        List<(string Key, IndexSegment Segment)> segments, IReadOnlySet<string> runs, CancellationToken cancellation)
    {
        var bySize = segments.OrderBy(one => SizeOf(one.Segment)).ToList();
        var (count, size) = (0, 0L);
        while (count < bySize.Count && (count < bySize.Count - MaxSegments / 2 || SizeOf(bySize[count].Segment) <= size))
            size += SizeOf(bySize[count++].Segment);
        var small = bySize.Take(count).ToList();
        var merged = IndexSegment.Merge([.. small.Select(one => one.Segment)], runs.Contains);
        await AddAsync(merged, cancellation);
        var key = KeyOf(merged);
        foreach (var one in small.Where(one => one.Key != key)) await store.DeleteAsync(one.Key, cancellation);
        return [.. bySize.Skip(count), (key, merged)];
    }

    private static long SizeOf(IndexSegment segment) => segment.Postings.Count + segment.Frames.Count;

    // The key depends on the runs, so indexing a run again replaces its segment.
    private static string KeyOf(IndexSegment segment)
    {
        var runs = string.Join('\n', segment.Runs.Select(run => run.Run).Order(StringComparer.Ordinal));
        return $"{s_prefix}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(runs)))}.npz";
    }
}
