namespace VideoPipeline.Cli.Descriptions;

/// <summary>The minimum, median and maximum of some numbers.</summary>
/// <param name="Min">The smallest.</param>
/// <param name="Median">The median; of an even count, the lower of the two middle values.</param>
/// <param name="Max">The largest.</param>
internal sealed record Distribution(long Min, long Median, long Max)
{
    /// <summary>Computes the spread of the numbers; null if there are none.</summary>
    public static Distribution? Compute(IEnumerable<long> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted.Count == 0 ? null : new Distribution(sorted[0], sorted[(sorted.Count - 1) / 2], sorted[^1]);
    }

    /// <summary>Formats as <c>24–250, median 96</c>, or <c>24</c> if all numbers are equal.</summary>
    public override string ToString() => Min == Max ? $"{Min:N0}" : $"{Min:N0}–{Max:N0}, median {Median:N0}";
}
