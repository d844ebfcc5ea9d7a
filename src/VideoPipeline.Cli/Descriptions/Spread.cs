namespace VideoPipeline.Cli.Descriptions;

/// <summary>How large some numbers are.</summary>
/// <param name="Min">The smallest.</param>
/// <param name="Median">The one in the middle, the smaller of two.</param>
/// <param name="Max">The largest.</param>
internal sealed record Spread(long Min, long Median, long Max)
{
    /// <summary>Of these numbers; null where there are none.</summary>
    public static Spread? Of(IEnumerable<long> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted.Count == 0 ? null : new Spread(sorted[0], sorted[(sorted.Count - 1) / 2], sorted[^1]);
    }

    /// <summary>Such as <c>24–250, median 96</c>.</summary>
    public override string ToString() => Min == Max ? $"{Min:N0}" : $"{Min:N0}–{Max:N0}, median {Median:N0}";
}
