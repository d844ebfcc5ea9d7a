using System.Globalization;

namespace VideoPipeline.Benchmarks.Report;

/// <summary>Formats measured numbers to three significant digits.</summary>
internal static class Numbers
{
    /// <summary>Formats a number with its unit: <c>5.71 s</c>, <c>0.95×</c>, <c>12,345</c>.</summary>
    public static string WithUnit(double value, string unit) => unit switch
    {
        "" or "×" => Of(value) + unit,
        _ => $"{Of(value)} {unit}",
    };

    private static string Of(double value)
    {
        var format = Math.Abs(value) switch
        {
            >= 100 => "N0",
            >= 10 when value != Math.Floor(value) => "0.0",
            >= 1 when value != Math.Floor(value) => "0.00",
            _ when value == Math.Floor(value) => "0",
            >= 0.1 => "0.00",
            >= 0.01 => "0.000",
            _ => "0.####",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
