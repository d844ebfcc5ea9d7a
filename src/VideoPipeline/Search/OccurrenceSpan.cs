using VideoPipeline.Search.Segments;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>Consecutive analyzed frames of a run that show a query image.</summary>
/// <param name="Run">The run.</param>
/// <param name="Start">The row of the first frame among the analyzed frames of the run.</param>
/// <param name="End">The row after the last frame.</param>
/// <param name="Row">The row of the frame that was compared.</param>
/// <param name="Match">The geometric match in that frame; null if only its hashes match.</param>
/// <param name="Distance">The Hamming distance of the hashes, if only they were compared.</param>
/// <param name="Mirrored">Whether the image is mirrored.</param>
internal sealed record OccurrenceSpan(
    SearchedRun Run, int Start, int End, int Row, ImageMatch? Match, int Distance, bool Mirrored)
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
        new(hit.Run, hit.Row, hit.Row + 1, hit.Row, null, hit.Distance, mirrored);

    /// <summary>
    /// Creates the span of the frame with a geometric match and of its neighbors in the shot with similar hashes.
    /// </summary>
    /// <param name="candidate">The frame.</param>
    /// <param name="match">The match.</param>
    /// <param name="frames">The analyzed frames of the run.</param>
    public static OccurrenceSpan Create(Candidate candidate, ImageMatch match, IndexedFrames frames)
    {
        var (number, hashes) = (frames.Number, frames.Hashes);
        var row = candidate.Run.RowOf(candidate.Picture);
        var (shotStart, shotEnd) = candidate.Run.ShotOf(candidate.Picture);
        var (start, end) = (row, row + 1);
        while (start > 0 && number[start - 1] >= shotStart && IsSame(start - 1)) start--;
        while (end < frames.Count && number[end] < shotEnd && IsSame(end)) end++;
        return new OccurrenceSpan(candidate.Run, start, end, row, match, 0, candidate.View.Mirrored);

        bool IsSame(int other) => hashes[other].Distance(hashes[row]) <= MaxSameDistance;
    }

    /// <summary>Merges adjacent and overlapping spans; the merged span has the match of the most confident one.</summary>
    public static IReadOnlyList<OccurrenceSpan> Merge(IEnumerable<OccurrenceSpan> spans)
    {
        var merged = new List<OccurrenceSpan>();
        var ordered = spans
            .OrderBy(span => span.Run.Run.Run, StringComparer.Ordinal).ThenBy(span => span.Mirrored)
                .ThenBy(span => span.Start);
        foreach (var span in ordered)
        {
            if (merged.Count > 0 && merged[^1] is var last
                && last.Run == span.Run && last.Mirrored == span.Mirrored && span.Start <= last.End)
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
    /// <param name="files">Reads the frame numbers and times.</param>
    public async Task<Occurrence> ToOccurrenceAsync(FrameFiles files)
    {
        var numbers = (await files.ReadFramesAsync(Run)).Number;
        var seconds = await Task.WhenAll(
            files.ReadSecondsAsync(Run, Start), files.ReadSecondsAsync(Run, End - 1), files.ReadSecondsAsync(Run, Row));
        return new Occurrence(
            Run.Run.Run, Run.Run.Video, Run.Run.Content, numbers[Start], numbers[End - 1] + 1L, seconds[0], seconds[1],
            numbers[Row], seconds[2],
            Corners(), Mirrored, Match is null ? Occurrence.ByHashes : Occurrence.ByKeypoints,
            Math.Round(Match?.Score ?? ImageHashes.Bits - Distance, 1), Match?.Inliers ?? 0);
    }

    private (int, double) Confidence => Match is { } match ? (1, match.Score) : (0, -Distance);

    private IReadOnlyList<double>[] Corners()
    {
        var (right, bottom) = (Run.Run.Width, Run.Run.Height);
        // Keypoint coordinates start at the center of the first pixel, result coordinates at its edge.
        IReadOnlyList<double>[] corners = Match is { } match
            ? [.. match.Corners.Select(corner =>
                (IReadOnlyList<double>)[Math.Round(corner.X + 0.5, 1), Math.Round(corner.Y + 0.5, 1)])]
            : [[0, 0], [right, 0], [right, bottom], [0, bottom]];
        // The mirrored image was matched; its upper left corner is the upper right one of the query image.
        return Mirrored ? [corners[1], corners[0], corners[3], corners[2]] : corners;
    }
}
