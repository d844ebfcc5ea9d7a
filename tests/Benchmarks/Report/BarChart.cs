using VideoPipeline.Benchmarks.Results;

namespace VideoPipeline.Benchmarks.Report;

/// <summary>Draws a group of horizontal bars for each row.</summary>
internal static class BarChart
{
    private const int Width = 760, Left = 130, Right = 70, Top = 56, Bar = 16, Gap = 14;

    /// <summary>The chart as SVG.</summary>
    public static string Draw(Chart chart, IReadOnlyList<BenchmarkRow> rows)
    {
        var groups = rows.Select(row => (row.Name, Bars: Bars(chart, row))).Where(group => group.Bars.Count > 0).ToList();
        var most = groups.Max(group => group.Bars.Max(bar => bar.Value));
        var height = Top + groups.Sum(group => (group.Bars.Count * Bar) + Gap);
        var canvas = new SvgCanvas(Width, height, chart.Title);
        canvas.Text(0, 16, chart.Title, kind: "title");
        var shown = groups.SelectMany(group => group.Bars.Select(bar => bar.Column)).ToHashSet();
        Legend.Draw(canvas, chart.Columns.Where(shown.Contains), chart);
        double y = Top;
        foreach (var (name, bars) in groups)
        {
            canvas.Text(Left - 8, y + (bars.Count * Bar / 2.0) + 4, name, "end");
            foreach (var (column, value) in bars)
            {
                var breadth = Math.Max(1, (Width - Left - Right) * value / most);
                canvas.Rectangle(Left, y + 1, breadth, Bar - 3, SvgCanvas.ColorOf(Legend.IndexOf(chart, column)));
                canvas.Text(Left + breadth + 6, y + Bar - 4, Numbers.WithUnit(value, chart.Unit));
                y += Bar;
            }
            y += Gap;
        }
        return canvas.ToString();
    }

    private static List<(string Column, double Value)> Bars(Chart chart, BenchmarkRow row) =>
        [.. chart.Columns.Join(row.Values, column => column, value => value.Column, (column, value) => (column, value.Value))];
}
