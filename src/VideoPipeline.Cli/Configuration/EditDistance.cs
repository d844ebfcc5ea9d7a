namespace VideoPipeline.Cli.Configuration;

/// <summary>
/// The Levenshtein distance: the fewest insertions, deletions and replacements of characters that make one text of another
/// (V. I. Levenshtein, Binary codes capable of correcting deletions, insertions, and reversals, 1966).
/// </summary>
internal static class EditDistance
{
    /// <summary>Computes the distance.</summary>
    public static int Of(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[to.Length];
    }
}
