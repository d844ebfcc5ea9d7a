namespace VideoPipeline.Benchmarks.Report;

/// <summary>The names of the columns of a chart with their colors, in a line below its title.</summary>
internal static class Legend
{
    private const int Y = 40, Square = 10, CharacterWidth = 7, Gap = 30;

    public static int IndexOf(Chart chart, string column) => chart.Columns.ToList().IndexOf(column);

    public static void Draw(SvgCanvas canvas, IEnumerable<string> columns, Chart chart)
    {
        double x = 0;
        foreach (var column in columns)
        {
            canvas.Rectangle(x, Y - Square, Square, Square, SvgCanvas.ColorOf(IndexOf(chart, column)));
            canvas.Text(x + Square + 5, Y, column);
            x += Square + Gap + (column.Length * CharacterWidth);
        }
    }
}
