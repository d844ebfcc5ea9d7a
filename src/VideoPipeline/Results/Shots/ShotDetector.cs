using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Shots;

/// <summary>
/// Splits a video into shots: at cuts that are no changes of light, and at fades. Pure and of all rows at once, since the rules look
/// around; the result cannot depend on how the video was cut into ranges.
/// </summary>
public static class ShotDetector
{
    /// <summary>Frames from row to row, on average, above which rows are no neighbours and <see cref="ContentCuts"/> decides.</summary>
    public const double FarApart = 2;

    /// <summary>The shots, covering all rows, in order; none for no rows.</summary>
    /// <param name="columns">The video's columns.</param>
    /// <param name="rows">When each row is shown.</param>
    public static IReadOnlyList<Shot> Detect(FrameColumns columns, Timeline rows)
    {
        var shots = new List<Shot>();
        if (columns.Frame.Length == 0) return shots;
        var (start, transition) = (0, ShotTransition.Start);
        foreach (var (row, how) in Beginnings(columns, rows))
        {
            shots.Add(new Shot(start, row, transition));
            (start, transition) = (row, how);
        }

        shots.Add(new Shot(start, columns.Frame.Length, transition));
        return shots;
    }

    private static IEnumerable<KeyValuePair<int, ShotTransition>> Beginnings(FrameColumns columns, Timeline rows)
    {
        var last = columns.Frame.Length - 1;
        return columns.Frame[last] - columns.Frame[0] > FarApart * last
            ? ContentCuts.Find(columns.ContentScore, columns.Frame).Select(cut => KeyValuePair.Create(cut, ShotTransition.Cut))
            : Fades.Add(Flashes.Drop(Cuts.Find(columns.CutScore), columns), columns, rows);
    }
}
