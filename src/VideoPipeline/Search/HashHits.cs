using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>A frame whose hashes are near those of the query image.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Location">The run and its first rows in the segment.</param>
/// <param name="Row">The row of the frame in <see cref="IndexSegment.Frames"/>.</param>
/// <param name="Distance">The Hamming distance of the hashes, of 128 bits.</param>
internal readonly record struct HashHit(IndexSegment Segment, RunLocation Location, int Row, int Distance);

/// <summary>
/// Compares the hashes of the query image with those of all frames by exhaustive search: two XORs and two population counts per
/// frame, a hundred million frames per second. For the frames of hundreds of runs, an index of hashes would not be faster.
/// </summary>
internal static class HashHits
{
    /// <summary>Finds the frames within a Hamming distance.</summary>
    /// <param name="query">The hashes of the query image.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="maxDistance">The maximum Hamming distance.</param>
    public static IReadOnlyList<HashHit> Find(ImageHashes query, IndexSegment segment, int maxDistance)
    {
        var hits = new List<HashHit>();
        foreach (var place in segment.GetRunLocations())
        {
            var hashes = segment.Frames.Hashes.AsSpan(place.FirstFrame, place.Run.Frames);
            for (var i = 0; i < hashes.Length; i++)
                if (hashes[i].Distance(query) is var distance && distance <= maxDistance)
                    hits.Add(new HashHit(segment, place, place.FirstFrame + i, distance));
        }
        return hits;
    }
}
