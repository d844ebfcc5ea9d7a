namespace VideoPipeline.Benchmarks.Report;

/// <summary>A chart of the rows of a benchmark.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">Its title.</param>
/// <param name="Unit">The unit of its values.</param>
/// <param name="Columns">The columns that it shows.</param>
/// <param name="XTitle">Of lines, what the rows differ in.</param>
internal sealed record Chart(ChartKind Kind, string Title, string Unit, IReadOnlyList<string> Columns, string XTitle = "");

/// <summary>A kind of chart.</summary>
internal enum ChartKind
{
    /// <summary>A group of horizontal bars for each row, a bar for each column.</summary>
    Bars,

    /// <summary>A line for each column over the sizes of the rows, both axes logarithmic.</summary>
    Lines,
}
