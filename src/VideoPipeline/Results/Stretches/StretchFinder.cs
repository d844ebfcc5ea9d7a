using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Stretches;

/// <summary>Finds the maximal runs of rows that are marked.</summary>
internal static class StretchFinder
{
    /// <summary>The runs of <paramref name="marked"/>, in order.</summary>
    public static IEnumerable<Stretch> Of(IReadOnlyList<bool> marked)
    {
        for (var row = 0; row < marked.Count; row++)
        {
            if (!marked[row]) continue;
            var start = row;
            while (row < marked.Count && marked[row]) row++;
            yield return new Stretch(start, row);
        }
    }

    /// <summary>Those that are on the screen for at least <paramref name="seconds"/>.</summary>
    public static IReadOnlyList<Stretch> Lasting(this IEnumerable<Stretch> runs, double seconds, Timeline timeline) =>
        [.. runs.Where(run => timeline.SecondsBetween(run.Start, run.End) >= seconds)];
}
