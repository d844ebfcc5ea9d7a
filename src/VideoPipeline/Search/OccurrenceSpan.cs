using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>Frames of a run in which a picture is to be seen.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Place">The run.</param>
/// <param name="Start">The row of the first frame.</param>
/// <param name="End">The row after the last.</param>
/// <param name="Row">The row of the frame that was compared.</param>
/// <param name="Match">What was found in it; null where only its hashes are alike.</param>
/// <param name="Distance">Bits of the hashes that differ, where only they were compared.</param>
/// <param name="Mirrored">Whether the picture is mirrored.</param>
internal sealed record OccurrenceSpan(
    IndexSegment Segment, RunPlace Place, int Start, int End, int Row, PictureMatch? Match, int Distance, bool Mirrored)
{
    /// <summary>Bits of the hashes in which a frame may differ from the one that was compared, and still show the same.</summary>
    private const int SameBits = 16;

    /// <summary>
    /// Bits of the hashes in which a frame may differ from the picture, and be told by that alone. Among six films of the shared data, no
    /// frame that is not plain comes nearer to one of another film than 24.
    /// </summary>
    private const int ToldBits = 12;

    /// <summary>The deviation of a picture that is not plain: the hashes of black and of grey ones are alike.</summary>
    private const double LeastDeviation = 5;

    /// <summary>Whether a frame's hashes alone tell that it is the picture.</summary>
    public static bool IsTold(Fingerprint picture, HashHit hit) =>
        hit.Distance <= ToldBits && picture.Deviation >= LeastDeviation;

    /// <summary>A frame that is told by its hashes.</summary>
    public static OccurrenceSpan Of(HashHit hit, bool mirrored) =>
        new(hit.Segment, hit.Place, hit.Row, hit.Row + 1, hit.Row, null, hit.Distance, mirrored);

    /// <summary>The frame in which the picture was found, and those around it in its shot that look the same.</summary>
    public static OccurrenceSpan Of(IndexSegment segment, RunPlace place, int picture, PictureMatch match, bool mirrored)
    {
        var (number, hashes) = (segment.Frames.Number, segment.Frames.Hashes);
        var (row, shotStart, shotEnd) =
            (segment.Pictures.Row[picture], segment.Pictures.ShotStart[picture], segment.Pictures.ShotEnd[picture]);
        var (start, end) = (row, row + 1);
        while (start > place.FirstFrame && number[start - 1] >= shotStart && IsSame(start - 1)) start--;
        while (end < place.FirstFrame + place.Run.Frames && number[end] < shotEnd && IsSame(end)) end++;
        return new OccurrenceSpan(segment, place, start, end, row, match, 0, mirrored);

        bool IsSame(int other) => hashes[other].Distance(hashes[row]) <= SameBits;
    }

    /// <summary>Spans that touch as one, which shows what the surest of them shows.</summary>
    public static IReadOnlyList<OccurrenceSpan> Joined(IEnumerable<OccurrenceSpan> spans)
    {
        var joined = new List<OccurrenceSpan>();
        foreach (var span in spans.OrderBy(span => span.Place.Run.Run, StringComparer.Ordinal).ThenBy(span => span.Mirrored).ThenBy(span => span.Start))
        {
            if (joined.Count > 0 && joined[^1] is var last && last.Place == span.Place && last.Mirrored == span.Mirrored && span.Start <= last.End)
                joined[^1] = (span.Confidence.CompareTo(last.Confidence) > 0 ? span : last) with { Start = last.Start, End = Math.Max(last.End, span.End) };
            else joined.Add(span);
        }
        return joined;
    }

    /// <summary>For a person.</summary>
    /// <param name="times">When frames are shown, in seconds.</param>
    public Occurrence ToOccurrence(IReadOnlyDictionary<long, double> times)
    {
        var (first, last, frame) = (Segment.Frames.Number[Start], Segment.Frames.Number[End - 1], Segment.Frames.Number[Row]);
        return new Occurrence(
            Place.Run.Run, Place.Run.Video, first, last + 1L, times[first], times[last], frame, times[frame], Corners(), Mirrored,
            Match is null ? Occurrence.ByHashes : Occurrence.ByKeypoints,
            Math.Round(Match?.Score ?? PictureHashes.Bits - Distance, 1),
            Match?.Matches ?? 0);
    }

    private (int, double) Confidence => Match is { } match ? (1, match.Score) : (0, -Distance);

    private IReadOnlyList<double>[] Corners()
    {
        var (right, bottom) = (Place.Run.Width, Place.Run.Height);
        // Keypoints count from the centre of the first pixel, pictures from its edge.
        IReadOnlyList<double>[] corners = Match is { } match
            ? [.. match.Corners.Select(corner => (IReadOnlyList<double>)[Math.Round(corner.X + 0.5, 1), Math.Round(corner.Y + 0.5, 1)])]
            : [[0, 0], [right, 0], [right, bottom], [0, bottom]];
        // What was looked for is the mirrored picture, whose upper left corner is the picture's upper right one.
        return Mirrored ? [corners[1], corners[0], corners[3], corners[2]] : corners;
    }
}
