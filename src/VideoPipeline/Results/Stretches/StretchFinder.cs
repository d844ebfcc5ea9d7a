using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Stretches;

/// <summary>Finds the maximal stretches of marked rows.</summary>
internal static class StretchFinder
{
    /// <summary>Returns the maximal stretches of <paramref name="marked"/>, in order.</summary>
    public static IEnumerable<Stretch> Find(IReadOnlyList<bool> marked)
    {
        for (var row = 0; row < marked.Count; row++)
        {
            if (!marked[row]) continue;
            var start = row;
            while (row < marked.Count && marked[row]) row++;
            yield return new Stretch(start, row);
        }
    }

    /// <summary>Returns the stretches with a duration of at least <paramref name="seconds"/>.</summary>
    public static IReadOnlyList<Stretch> Lasting(this IEnumerable<Stretch> stretches, double seconds, Timeline timeline) =>
        [.. stretches.Where(stretch => timeline.SecondsBetween(stretch.Start, stretch.End) >= seconds)];
}
