using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>A frame that as a whole looks like a picture.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Place">The run.</param>
/// <param name="Row">The frame's row in <see cref="IndexSegment.Frames"/>.</param>
/// <param name="Distance">Bits of the 128 that differ.</param>
internal readonly record struct HashHit(IndexSegment Segment, RunPlace Place, int Row, int Distance);

/// <summary>
/// Compares a picture's hashes with those of all frames: two exclusive ors and two counts of bits a frame, a hundred million a second,
/// which no index of hashes would beat for the frames of hundreds of runs.
/// </summary>
internal static class HashHits
{
    /// <summary>The frames whose hashes differ in few bits.</summary>
    /// <param name="picture">The picture's hashes.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="most">Bits that may differ.</param>
    public static IReadOnlyList<HashHit> Of(PictureHashes picture, IndexSegment segment, int most)
    {
        var hits = new List<HashHit>();
        foreach (var place in segment.Places())
        {
            var hashes = segment.Frames.Hashes.AsSpan(place.FirstFrame, place.Run.Frames);
            for (var i = 0; i < hashes.Length; i++)
                if (hashes[i].Distance(picture) is var distance && distance <= most)
                    hits.Add(new HashHit(segment, place, place.FirstFrame + i, distance));
        }
        return hits;
    }
}
