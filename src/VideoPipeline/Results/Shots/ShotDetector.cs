using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Shots;

/// <summary>
/// Detects the shots of a video, bounded by cuts (excluding changes of light) and fades. It processes all rows at once, because
/// the rules compare neighboring rows; the result does not depend on how the video was split into ranges.
/// </summary>
internal static class ShotDetector
{
    /// <summary>
    /// The maximum mean number of frames between rows; above it, rows are not consecutive and <see cref="ContentCuts"/> is used.
    /// </summary>
    public const double MaxFrameStep = 2;

    /// <summary>Returns the shots in order, covering all rows; empty if there are no rows.</summary>
    /// <param name="columns">The columns of the video.</param>
    /// <param name="rows">The time stamps of the rows.</param>
    public static IReadOnlyList<Shot> Detect(FrameColumns columns, Timeline rows)
    {
        var shots = new List<Shot>();
        if (columns.Frame.Length == 0) return shots;
        var (start, transition) = (0, ShotTransition.Start);
        foreach (var (row, nextTransition) in FindShotStarts(columns, rows))
        {
            shots.Add(new Shot(start, row, transition));
            (start, transition) = (row, nextTransition);
        }

        shots.Add(new Shot(start, columns.Frame.Length, transition));
        return shots;
    }

    private static IEnumerable<KeyValuePair<int, ShotTransition>> FindShotStarts(FrameColumns columns, Timeline rows)
    {
        var last = columns.Frame.Length - 1;
        return columns.Frame[last] - columns.Frame[0] > MaxFrameStep * last
            ? ContentCuts.Find(columns.ContentScore, columns.Frame).Select(cut => KeyValuePair.Create(cut, ShotTransition.Cut))
            : Fades.Add(Flashes.Remove(Cuts.Find(columns.CutScore), columns), columns, rows);
    }
}
