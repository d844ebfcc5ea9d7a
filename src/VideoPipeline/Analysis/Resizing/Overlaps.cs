namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// The overlaps of the samples of a source row (or column) with those of a target row of another length. The unit is the largest
/// in which every overlap is an integer; the overlaps of each target sample add up to <see cref="Total"/>.
/// </summary>
internal sealed class Overlaps
{
    /// <param name="source">The length of the source in samples.</param>
    /// <param name="target">The length of the target in samples.</param>
    public Overlaps(int source, int target)
    {
        var unit = Gcd(source, target);
        Total = source / unit;
        var targetUnit = target / unit;
        Starts = new int[target];
        Weights = new int[target][];
        for (var i = 0; i < target; i++)
        {
            // Target sample i covers [i, i + 1)·Total, source sample j covers [j, j + 1)·targetUnit.
            long from = (long)i * Total, to = from + Total;
            var first = from / targetUnit;
            var last = (to - 1) / targetUnit;
            Starts[i] = (int)first;
            Weights[i] = new int[last - first + 1];
            for (var j = first; j <= last; j++)
                Weights[i][j - first] = (int)(Math.Min(to, (j + 1) * targetUnit) - Math.Max(from, j * targetUnit));
        }
    }

    /// <summary>The sum of the overlaps of each target sample.</summary>
    public int Total { get; }

    /// <summary>The first source sample that each target sample overlaps.</summary>
    public int[] Starts { get; }

    /// <summary>
    /// For each target sample, its overlaps with consecutive source samples, from its entry in <see cref="Starts"/> on.
    /// </summary>
    public int[][] Weights { get; }

    /// <summary>The maximum number of source samples that a target sample overlaps.</summary>
    public int MaxTaps => Weights.Max(weights => weights.Length);

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
