namespace VideoPipeline.Analysis.Statistics;

/// <summary>Mean and variance from sums that are exact integers: one rounding each, at the end.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumOfSquares">The sum of their squares.</param>
internal readonly record struct Moments(long Count, long Sum, long SumOfSquares)
{
    public double Mean => (double)Sum / Count;

    /// <summary>The population variance, Σx²/n − (Σx/n)², its numerator computed exactly.</summary>
    public double Variance => (double)(((Int128)Count * SumOfSquares) - ((Int128)Sum * Sum)) / ((double)Count * Count);
}
