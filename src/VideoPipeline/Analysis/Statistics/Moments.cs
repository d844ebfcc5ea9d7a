namespace VideoPipeline.Analysis.Statistics;

/// <summary>Mean and variance computed from exact integer sums, rounded only once.</summary>
/// <param name="Count">The number of values.</param>
/// <param name="Sum">The sum of the values.</param>
/// <param name="SumOfSquares">The sum of the squares of the values.</param>
internal readonly record struct Moments(long Count, long Sum, long SumOfSquares)
{
    public double Mean => (double)Sum / Count;

    /// <summary>The population variance, Σx²/n − (Σx/n)², its numerator computed exactly.</summary>
    public double Variance => (double)(((Int128)Count * SumOfSquares) - ((Int128)Sum * Sum)) / ((double)Count * Count);
}
