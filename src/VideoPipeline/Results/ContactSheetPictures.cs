using VideoPipeline.Results.Files;

namespace VideoPipeline.Results;

/// <summary>
/// Chooses the pictures of the contact sheet: one for each shot, and more for the long ones, up to one for each second. If there
/// are more shots than cells, the longest have one.
/// </summary>
internal static class ContactSheetPictures
{
    /// <summary>Chooses pictures.</summary>
    /// <param name="shots">The shots, in order.</param>
    /// <param name="frames">The frame numbers of the pictures that there are, ascending.</param>
    /// <param name="cells">The number of pictures to choose at most.</param>
    /// <returns>The positions in <paramref name="frames"/> by shot, ascending.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Choose(
        IReadOnlyList<SummaryShot> shots, IReadOnlyList<long> frames, int cells)
    {
        var candidates = frames.Index()
            .GroupBy(picture => shots.Count(shot => shot.Start <= picture.Item) - 1, picture => picture.Index)
            .Where(shot => shot.Key >= 0)
            .Select(shot => new Candidates(shots[shot.Key], [.. shot]))
            .OrderByDescending(shot => shot.Length)
            .Take(cells)
            .OrderBy(shot => shot.Shot.Start)
            .ToArray();
        // The method of highest averages (D'Hondt).
        for (var free = cells - candidates.Length; free > 0; free--)
        {
            if (candidates.Where(shot => shot.Cells < shot.MaxCells).MaxBy(shot => (double)shot.Length / (shot.Cells + 1))
                is not { } next)
                break;
            next.Cells++;
        }
        return [.. candidates.Select(shot => shot.Choose(frames))];
    }

    private sealed class Candidates(SummaryShot shot, IReadOnlyList<int> pictures)
    {
        public SummaryShot Shot => shot;

        // Not more than one for each second.
        public double MaxCells => Math.Min(pictures.Count, Math.Ceiling(shot.EndSeconds - shot.StartSeconds));

        public long Length => shot.End - shot.Start;

        public int Cells { get; set; } = 1;

        // One: the nearest to the representative frame. Several: at even distances.
        public IReadOnlyList<int> Choose(IReadOnlyList<long> frames) => Cells == 1
            ? [pictures.MinBy(picture => Math.Abs(frames[picture] - shot.Frame))]
            : [.. Enumerable.Range(0, Cells).Select(cell => pictures[((2 * cell) + 1) * pictures.Count / (2 * Cells)])];
    }
}
