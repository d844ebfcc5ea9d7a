namespace VideoPipeline.Search;

/// <summary>
/// The a contrario expected number of false alarms (Moisan and Stival, <i>A probabilistic criterion to detect rigid point matches
/// between two images</i>, IJCV 57, 2004) for a homography, which is determined by four pairs of points.
/// </summary>
internal static class FalseAlarmCount
{
    private const int SampleSize = 4;

    /// <summary>
    /// Computes the decimal logarithm of the number of false alarms, tests · (n − 4) · C(n, k) · C(k, 4) · p^(k − 4).
    /// Each of the k − 4 inliers beyond the minimal sample is an inlier by chance with probability p.
    /// </summary>
    /// <param name="pairs">n, the number of pairs.</param>
    /// <param name="inliers">k, the number of inliers.</param>
    /// <param name="probability">p, the area within the tolerance of a point, relative to the area of the frame.</param>
    /// <param name="tests">The number of tests.</param>
    public static double Log10(int pairs, int inliers, double probability, int tests)
    {
        if (inliers <= SampleSize) return double.PositiveInfinity;
        return Math.Log10(tests) + Math.Log10(Math.Max(1, pairs - SampleSize))
            + Log10Choose(pairs, inliers) + Log10Choose(inliers, SampleSize)
            + ((inliers - SampleSize) * Math.Log10(probability));
    }

    private static double Log10Choose(int n, int k)
    {
        var sum = 0.0;
        for (var i = 1; i <= k; i++) sum += Math.Log10((double)(n - k + i) / i);
        return sum;
    }
}
