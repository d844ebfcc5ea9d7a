using System.Collections.Concurrent;
using VideoPipeline.Errors;
using VideoPipeline.Search.Segments;

namespace VideoPipeline.Search;

/// <summary>A frame whose hashes are near those of a query image.</summary>
/// <param name="Run">The run.</param>
/// <param name="Row">The row of the frame among the analyzed frames of the run.</param>
/// <param name="Frame">The number of the frame.</param>
/// <param name="Distance">The Hamming distance of the hashes, of 128 bits.</param>
internal readonly record struct HashHit(SearchedRun Run, int Row, uint Frame, int Distance);

/// <summary>
/// Compares the hashes of query images with those of all frames by exhaustive search: two XORs and two population counts per
/// frame. The hashes are read block by block and not kept.
/// </summary>
internal static class HashHits
{
    /// <summary>The maximum number of hits of a search, which bounds the memory.</summary>
    private const int MaxHits = 1 << 22;

    /// <summary>Finds the frames within a Hamming distance, by view of the query.</summary>
    /// <param name="views">The views of the query images.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="maxDistance">The maximum Hamming distance.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="LimitExceededException">There are too many hits.</exception>
    public static async Task<ILookup<QueryView, HashHit>> FindAsync(
        IReadOnlyList<QueryView> views, IReadOnlyList<SearchedRun> runs, int maxDistance, CancellationToken cancellation)
    {
        var hits = new ConcurrentBag<(QueryView View, HashHit Hit)>();
        await Parallel.ForEachAsync(
            runs.GroupBy(run => run.Segment).SelectMany(SpansOf), FingerprintIndex.Parallelism(cancellation),
            async (read, stop) =>
            {
                var bytes = await read.Segment.ReadAsync(read.Span, stop);
                for (var i = 0; i < bytes.Count; i++)
                {
                    var (run, block) = read.Owners[read.Span.Blocks.Offset + i];
                    Compare(views, run, block, read.Segment.DecodeFrames(run.Number, block, bytes[i]), maxDistance, hits);
                }
            });
        return hits
            .OrderBy(one => one.Hit.Distance).ThenBy(one => one.Hit.Run.Run.Run, StringComparer.Ordinal)
            .ThenBy(one => one.Hit.Row)
            .ToLookup(one => one.View, one => one.Hit);
    }

    // The reads of a segment, and the run and number of each block.
    private static IEnumerable<(SegmentReader Segment, BlockSpan Span, (SearchedRun Run, int Block)[] Owners)> SpansOf(
        IGrouping<SegmentReader, SearchedRun> segment)
    {
        var runs = segment.OrderBy(run => run.Number).ToArray();
        var owners = runs.SelectMany(run => segment.Key.FrameBlocksOf(run.Number).Select((_, i) => (run, i))).ToArray();
        SegmentBlock[] blocks = [.. runs.SelectMany(run => segment.Key.FrameBlocksOf(run.Number))];
        return BlockSpan.Create(blocks).Select(span => (segment.Key, span, owners));
    }

    private static void Compare(
        IReadOnlyList<QueryView> views, SearchedRun run, int block, IndexedFrames frames, int maxDistance,
        ConcurrentBag<(QueryView, HashHit)> hits)
    {
        foreach (var view in views)
        {
            var hashes = view.Fingerprint.Hashes;
            for (var i = 0; i < frames.Count; i++)
                if (frames.Hashes[i].Distance(hashes) is var distance && distance <= maxDistance)
                    hits.Add((view, new HashHit(run, (block * FrameBlock.Rows) + i, frames.Number[i], distance)));
        }
        if (hits.Count > MaxHits)
            throw new LimitExceededException(
                $"More than {MaxHits} frames look like the images. Search for fewer images at a time, or for an image that is " +
                "less plain.");
    }
}
