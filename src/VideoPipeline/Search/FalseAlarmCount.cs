namespace VideoPipeline.Search;

/// <summary>
/// How many pictures would be found that are not there: the expected number of false alarms of Moisan and Stival, <i>A probabilistic
/// criterion to detect rigid point matches between two images</i>, IJCV 57, 2004, for a homography, which four pairs of points define.
/// </summary>
internal static class FalseAlarmCount
{
    private const int Defining = 4;

    /// <summary>
    /// Its logarithm to base 10: of tests · (n − 4) · C(n, k) · C(k, 4) · p^(k − 4). Each of the k pairs besides the four that define
    /// the homography falls by chance where that says with the probability p.
    /// </summary>
    /// <param name="pairs">n, all pairs.</param>
    /// <param name="agreeing">k, those that agree.</param>
    /// <param name="probability">p, the share of the picture that is within the tolerance of one place.</param>
    /// <param name="tests">How often it was tried.</param>
    public static double Log10(int pairs, int agreeing, double probability, int tests)
    {
        if (agreeing <= Defining) return double.PositiveInfinity;
        return Math.Log10(tests) + Math.Log10(Math.Max(1, pairs - Defining)) + Choose(pairs, agreeing) + Choose(agreeing, Defining)
            + ((agreeing - Defining) * Math.Log10(probability));
    }

    private static double Choose(int n, int k)
    {
        var sum = 0.0;
        for (var i = 1; i <= k; i++) sum += Math.Log10((double)(n - k + i) / i);
        return sum;
    }
}
