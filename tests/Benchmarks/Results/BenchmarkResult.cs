namespace VideoPipeline.Benchmarks.Results;

/// <summary>The results of a benchmark: a row for each case.</summary>
/// <param name="Name">The name of the benchmark.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Versions">The versions of the programs that took part, by name.</param>
/// <param name="Quick">Whether it was a short run, which is not for publication.</param>
/// <param name="Rows">The cases.</param>
internal sealed record BenchmarkResult(
    string Name, Machine Machine, IReadOnlyDictionary<string, string> Versions, bool Quick, IReadOnlyList<BenchmarkRow> Rows);

/// <summary>A case of a benchmark.</summary>
/// <param name="Name">The case.</param>
/// <param name="Values">What was measured, in the order of the columns.</param>
/// <param name="X">The size of the case, where results depend on it: the position in a chart.</param>
internal sealed record BenchmarkRow(string Name, IReadOnlyList<Measurement> Values, double? X = null);

/// <summary>A measured number.</summary>
/// <param name="Column">What was measured.</param>
/// <param name="Unit">Its unit: <c>s</c>, <c>ms</c>, <c>µs</c>, <c>MB</c>, <c>kB</c>, <c>×</c> for a ratio, or empty for a
/// number.</param>
/// <param name="Value">The median.</param>
/// <param name="Rounds">All that was measured; null for one number that does not vary.</param>
internal sealed record Measurement(string Column, string Unit, double Value, IReadOnlyList<double>? Rounds = null)
{
    /// <summary>A measurement of several rounds.</summary>
    public static Measurement Of(string column, string unit, IReadOnlyList<double> rounds) =>
        new(column, unit, Median(rounds), rounds);

    /// <summary>The median; of an even count, the mean of the two middle values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
