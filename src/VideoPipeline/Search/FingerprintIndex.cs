using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Storage;

namespace VideoPipeline.Search;

/// <summary>
/// The index of the runs of a store: segments under <c>find/&lt;version&gt;/</c>. Every run that stores fingerprints adds a segment of
/// its own; who searches joins them when there are many.
/// </summary>
/// <remarks>
/// Several may write at the same time, and any may die. A segment is put whole or not at all, is never changed, and says itself which
/// runs it has, so there is no list of segments that could be wrong. Segments that are joined are deleted after the joint one is
/// there; until then a run is in two, and readers take it from one. A segment that is gone when it is read was joined by somebody
/// else: readers list again. All of it can be made again from the runs.
/// </remarks>
public sealed class FingerprintIndex(IStore store)
{
    /// <summary>More segments are joined by whoever searches.</summary>
    private const int MostSegments = 8;

    /// <summary>Times that the list of segments may change while it is read.</summary>
    private const int MostAttempts = 10;

    private static readonly string s_prefix = $"find/{DescriptorHash.Version}/";

    /// <summary>Adds a segment.</summary>
    public Task AddAsync(IndexSegment segment, CancellationToken cancellation) =>
        segment.Runs.Count == 0
            ? Task.CompletedTask
            : store.PutAsync(KeyOf(segment), (stream, _) => Task.Run(() => SegmentFile.Write(stream, segment), cancellation), cancellation);

    /// <summary>All that is indexed of some runs.</summary>
    /// <param name="runs">The runs that there are; others are left out, and out of the index when segments are joined.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A few segments; a run is in one of them, or in none where it is not indexed.</returns>
    public async Task<IReadOnlyList<IndexSegment>> LoadAsync(IReadOnlySet<string> runs, CancellationToken cancellation)
    {
        var segments = await ReadAsync(cancellation);
        if (segments.Count > MostSegments) segments = await JoinAsync(segments, runs, cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var loaded = new List<IndexSegment>();
        foreach (var (_, segment) in segments)
        {
            var first = segment.Runs.Select(run => run.Run).Where(run => runs.Contains(run) && seen.Add(run)).ToHashSet(StringComparer.Ordinal);
            if (first.Count > 0) loaded.Add(IndexSegment.Merge([segment], first.Contains));
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
            if (segments.Count == keys.Count || attempt == MostAttempts) return segments;
        }
    }

    // One that cannot be read is made again from its runs, as those that are not indexed are.
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

    // The logarithmic method (Bentley and Saxe 1980): a segment is joined once all that are smaller have together become as large,
    // so that each posting is written anew a logarithmic number of times.
    private async Task<List<(string Key, IndexSegment Segment)>> JoinAsync(
        List<(string Key, IndexSegment Segment)> segments, IReadOnlySet<string> runs, CancellationToken cancellation)
    {
        var bySize = segments.OrderBy(one => SizeOf(one.Segment)).ToList();
        var (count, size) = (0, 0L);
        while (count < bySize.Count && (count < bySize.Count - MostSegments / 2 || SizeOf(bySize[count].Segment) <= size))
            size += SizeOf(bySize[count++].Segment);
        var small = bySize.Take(count).ToList();
        var joint = IndexSegment.Merge([.. small.Select(one => one.Segment)], runs.Contains);
        await AddAsync(joint, cancellation);
        var key = KeyOf(joint);
        foreach (var one in small.Where(one => one.Key != key)) await store.DeleteAsync(one.Key, cancellation);
        return [.. bySize.Skip(count), (key, joint)];
    }

    private static long SizeOf(IndexSegment segment) => segment.Postings.Count + segment.Frames.Count;

    // By the runs, so that a run that is made again replaces its segment.
    private static string KeyOf(IndexSegment segment)
    {
        var runs = string.Join('\n', segment.Runs.Select(run => run.Run).Order(StringComparer.Ordinal));
        return $"{s_prefix}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(runs)))}.npz";
    }
}
