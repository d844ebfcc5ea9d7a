using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>Consecutive analyzed frames of a run that show the query image.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Location">The run and its first rows in the segment.</param>
/// <param name="Start">The row of the first frame.</param>
/// <param name="End">The row after the last frame.</param>
/// <param name="Row">The row of the frame that was compared.</param>
/// <param name="Match">The geometric match in that frame; null if only its hashes match.</param>
/// <param name="Distance">The Hamming distance of the hashes, if only they were compared.</param>
/// <param name="Mirrored">Whether the image is mirrored.</param>
internal sealed record OccurrenceSpan(
    IndexSegment Segment, RunLocation Location, int Start, int End, int Row, ImageMatch? Match, int Distance, bool Mirrored)
{
    /// <summary>The maximum Hamming distance to the compared frame for a frame to count as the same.</summary>
    private const int MaxSameDistance = 16;

    /// <summary>
    /// The maximum Hamming distance at which the hashes alone prove a match. Between frames of different films among six films of
    /// the shared data, the minimum distance is 24 (plain frames excepted).
    /// </summary>
    private const int MaxHashMatchDistance = 12;

    /// <summary>The minimum standard deviation of the query image: the hashes of all plain images are similar.</summary>
    private const double MinDeviation = 5;

    /// <summary>Whether the hashes alone prove that a frame shows the query image.</summary>
    public static bool IsHashMatch(Fingerprint query, HashHit hit) =>
        hit.Distance <= MaxHashMatchDistance && query.Deviation >= MinDeviation;

    /// <summary>Creates the span of one frame that matches by its hashes.</summary>
    public static OccurrenceSpan Create(HashHit hit, bool mirrored) =>
        new(hit.Segment, hit.Location, hit.Row, hit.Row + 1, hit.Row, null, hit.Distance, mirrored);

    /// <summary>
    /// Creates the span of the frame with a geometric match and of its neighbors in the shot with similar hashes.
    /// </summary>
    public static OccurrenceSpan Create(IndexSegment segment, RunLocation place, int picture, ImageMatch match, bool mirrored)
    {
        var (number, hashes) = (segment.Frames.Number, segment.Frames.Hashes);
        var (row, shotStart, shotEnd) =
            (segment.Pictures.Row[picture], segment.Pictures.ShotStart[picture], segment.Pictures.ShotEnd[picture]);
        var (start, end) = (row, row + 1);
        while (start > place.FirstFrame && number[start - 1] >= shotStart && IsSame(start - 1)) start--;
        while (end < place.FirstFrame + place.Run.Frames && number[end] < shotEnd && IsSame(end)) end++;
        return new OccurrenceSpan(segment, place, start, end, row, match, 0, mirrored);

        bool IsSame(int other) => hashes[other].Distance(hashes[row]) <= MaxSameDistance;
    }

    /// <summary>Merges adjacent and overlapping spans; the merged span has the match of the most confident one.</summary>
    public static IReadOnlyList<OccurrenceSpan> Merge(IEnumerable<OccurrenceSpan> spans)
    {
        var merged = new List<OccurrenceSpan>();
        var ordered = spans
            .OrderBy(span => span.Location.Run.Run, StringComparer.Ordinal).ThenBy(span => span.Mirrored)
                .ThenBy(span => span.Start);
        foreach (var span in ordered)
        {
            if (merged.Count > 0 && merged[^1] is var last
                && last.Location == span.Location && last.Mirrored == span.Mirrored && span.Start <= last.End)
                merged[^1] = (span.Confidence.CompareTo(last.Confidence) > 0 ? span : last) with
                {
                    Start = last.Start,
                    End = Math.Max(last.End, span.End),
                };
            else merged.Add(span);
        }
        return merged;
    }

    /// <summary>Converts to the public result.</summary>
    /// <param name="times">The presentation time of each frame number, in seconds.</param>
    public Occurrence ToOccurrence(IReadOnlyDictionary<long, double> times)
    {
        var (first, last, frame) = (Segment.Frames.Number[Start], Segment.Frames.Number[End - 1], Segment.Frames.Number[Row]);
        return new Occurrence(
            Location.Run.Run, Location.Run.Video, first, last + 1L, times[first], times[last], frame, times[frame], Corners(),
            Mirrored, Match is null ? Occurrence.ByHashes : Occurrence.ByKeypoints,
            Math.Round(Match?.Score ?? ImageHashes.Bits - Distance, 1), Match?.Inliers ?? 0);
    }

    private (int, double) Confidence => Match is { } match ? (1, match.Score) : (0, -Distance);

    private IReadOnlyList<double>[] Corners()
    {
        var (right, bottom) = (Location.Run.Width, Location.Run.Height);
        // Keypoint coordinates start at the center of the first pixel, result coordinates at its edge.
        IReadOnlyList<double>[] corners = Match is { } match
            ? [.. match.Corners.Select(corner =>
                (IReadOnlyList<double>)[Math.Round(corner.X + 0.5, 1), Math.Round(corner.Y + 0.5, 1)])]
            : [[0, 0], [right, 0], [right, bottom], [0, bottom]];
        // The mirrored image was matched; its upper left corner is the upper right one of the query image.
        return Mirrored ? [corners[1], corners[0], corners[3], corners[2]] : corners;
    }
}
