namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// How the samples of a row (or column) of one length overlap those of another length laid over it, in integers: the
/// unit is the largest in which every overlap is whole, so the overlaps of each target sample add up to
/// <see cref="Total"/>.
/// </summary>
internal sealed class Overlaps
{
    /// <param name="source">Samples of the source.</param>
    /// <param name="target">Samples of the target, fewer or more.</param>
    public Overlaps(int source, int target)
    {
        var unit = Gcd(source, target);
        Total = source / unit;
        var one = target / unit;
        Starts = new int[target];
        Weights = new int[target][];
        for (var i = 0; i < target; i++)
        {
            // Target sample i covers [i, i + 1)·Total, source sample j covers [j, j + 1)·one.
            long from = (long)i * Total, to = from + Total;
            var first = from / one;
            var last = (to - 1) / one;
            Starts[i] = (int)first;
            Weights[i] = new int[last - first + 1];
            for (var j = first; j <= last; j++)
                Weights[i][j - first] = (int)(Math.Min(to, (j + 1) * one) - Math.Max(from, j * one));
        }
    }

    /// <summary>The sum of the overlaps of each target sample.</summary>
    public int Total { get; }

    /// <summary>The first source sample that each target sample overlaps.</summary>
    public int[] Starts { get; }

    /// <summary>For each target sample, its overlaps with the source samples from its start on.</summary>
    public int[][] Weights { get; }

    /// <summary>The most source samples that a target sample overlaps.</summary>
    public int MostTaps => Weights.Max(weights => weights.Length);

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
