using System.Globalization;
using VideoPipeline.Benchmarks.Results;

namespace VideoPipeline.Benchmarks.Report;

/// <summary>Draws a line for each column over the sizes of the rows; both axes are logarithmic.</summary>
internal static class LineChart
{
    private const int Width = 760, Height = 330, Left = 70, Right = 30, Top = 60, Bottom = 50;

    /// <summary>The chart as SVG.</summary>
    public static string Draw(Chart chart, IReadOnlyList<BenchmarkRow> rows)
    {
        var series = chart.Columns
            .Select(column => (Column: column, Points: Points(column, rows)))
            .Where(line => line.Points.Count > 0).ToList();
        var points = series.SelectMany(line => line.Points).ToList();
        var x = Axis.Of(points.Select(point => point.X), Left, Width - Right);
        var y = Axis.Of(points.Select(point => point.Y), Height - Bottom, Top);
        var canvas = new SvgCanvas(Width, Height, chart.Title);
        canvas.Text(0, 16, chart.Title, kind: "title");
        Legend.Draw(canvas, series.Select(line => line.Column), chart);
        foreach (var tick in y.Ticks())
        {
            canvas.Line(Left, y.At(tick), Width - Right, y.At(tick));
            canvas.Text(Left - 8, y.At(tick) + 4, Numbers.WithUnit(tick, chart.Unit), "end");
        }
        foreach (var tick in x.Ticks())
        {
            canvas.Line(x.At(tick), Top, x.At(tick), Height - Bottom);
            canvas.Text(x.At(tick), Height - Bottom + 18, tick.ToString("N0", CultureInfo.InvariantCulture), "middle");
        }
        canvas.Text((Left + Width - Right) / 2.0, Height - 10, chart.XTitle, "middle");
        foreach (var (column, line) in series)
        {
            canvas.Path(
                [.. line.Select(point => (x.At(point.X), y.At(point.Y)))], SvgCanvas.ColorOf(Legend.IndexOf(chart, column)));
        }
        return canvas.ToString();
    }

    private static List<(double X, double Y)> Points(string column, IReadOnlyList<BenchmarkRow> rows) =>
    [
        .. from row in rows
           where row.X is not null
           from value in row.Values
           where value.Column == column && value.Value > 0
           select (row.X!.Value, value.Value),
    ];

    /// <summary>A logarithmic axis.</summary>
    /// <param name="Low">The lowest value.</param>
    /// <param name="High">The highest value.</param>
    /// <param name="From">The position of the lowest.</param>
    /// <param name="To">The position of the highest.</param>
    private sealed record Axis(double Low, double High, double From, double To)
    {
        // At least a factor of four between the ends, and more steps within less than two powers of ten.
        private const double LeastRange = 4;

        public static Axis Of(IEnumerable<double> values, double from, double to)
        {
            var all = values.ToList();
            var (low, high) = (all.Min() / 1.15, all.Max() * 1.15);
            var widen = Math.Sqrt(Math.Max(1, LeastRange * low / high));
            return new Axis(low / widen, high * widen, from, to);
        }

        public double At(double value) => From + ((To - From) * Math.Log(value / Low) / Math.Log(High / Low));

        public IEnumerable<double> Ticks()
        {
            double[] steps = (High / Low) switch
            {
                < 10 => [1, 1.5, 2, 3, 4, 5, 7],
                < 100 => [1, 2, 5],
                _ => [1],
            };
            return Enumerable.Range((int)Math.Floor(Math.Log10(Low)), 20)
                .SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
                .Where(tick => tick >= Low && tick <= High);
        }
    }
}
