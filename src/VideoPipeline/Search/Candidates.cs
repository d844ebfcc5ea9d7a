using System.Collections.Concurrent;
using VideoPipeline.Search.Segments;

namespace VideoPipeline.Search;

/// <summary>A fingerprinted frame that may show a query image.</summary>
/// <param name="View">The view of the query image.</param>
/// <param name="Run">The run.</param>
/// <param name="Picture">The number of the frame among the fingerprinted frames of the run.</param>
internal readonly record struct Candidate(QueryView View, SearchedRun Run, int Picture);

/// <summary>Queries the inverted index for frames that may show query images.</summary>
internal static class Candidates
{
    /// <summary>Finds the frames with pose-consistent votes, in order of decreasing votes.</summary>
    /// <param name="views">The views of the query images.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="minVotes">The minimum number of votes.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Candidate>> FindAsync(
        IReadOnlyList<QueryView> views, IReadOnlyList<SearchedRun> runs, double minVotes, CancellationToken cancellation)
    {
        var probes = new Probes(views);
        var segments = runs.Select(run => run.Segment).Distinct().ToDictionary(
            segment => segment, segment => new Votes(segment, probes, views.Count));
        await Parallel.ForEachAsync(
            segments.Keys.SelectMany(segment => SpansOf(segment, probes).Select(span => (Segment: segment, Span: span))),
            FingerprintIndex.Parallelism(cancellation),
            async (read, stop) =>
            {
                foreach (var block in await read.Segment.ReadAsync(read.Span, stop))
                    segments[read.Segment].Add(read.Segment.DecodePostings(block));
            });

        // A segment also has runs that are not searched: those of other entries, and those that were deleted.
        var searched = runs.ToDictionary(run => (run.Segment, run.Number));
        var found = new ConcurrentBag<(Candidate Candidate, double Votes)>();
        Parallel.ForEach(segments, new ParallelOptions { CancellationToken = cancellation }, one =>
        {
            for (var view = 0; view < views.Count; view++)
            {
                foreach (var (picture, votes) in one.Value.CountByPicture(view, minVotes))
                {
                    var number = one.Key.RunOfPicture(picture);
                    if (searched.TryGetValue((one.Key, number), out var run))
                        found.Add((new Candidate(views[view], run, picture - one.Key.PicturesOf(number).Start.Value), votes));
                }
            }
        });
        return
        [
            .. found.OrderByDescending(one => one.Votes)
                .ThenBy(one => one.Candidate.Run.Run.Run, StringComparer.Ordinal).ThenBy(one => one.Candidate.Picture)
                .ThenBy(one => one.Candidate.View.Mirrored)
                .Select(one => one.Candidate),
        ];
    }

    private static IEnumerable<BlockSpan> SpansOf(SegmentReader segment, Probes probes) => BlockSpan.Create(
        [.. segment.Footer.PostingBlocks
            .Where(entry => probes.IncludesAny(entry.First, entry.Last)).Select(entry => entry.Block)]);
}
