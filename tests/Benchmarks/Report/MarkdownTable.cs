using System.Text;
using VideoPipeline.Benchmarks.Results;

namespace VideoPipeline.Benchmarks.Report;

/// <summary>Formats the rows of a benchmark as a table.</summary>
internal static class MarkdownTable
{
    /// <summary>A line for each row; a column for each that a row has, in the order in which they first appear.</summary>
    public static string Of(IReadOnlyList<BenchmarkRow> rows)
    {
        string[] columns = [.. rows.SelectMany(row => row.Values.Select(value => value.Column)).Distinct()];
        var text = new StringBuilder();
        text.Append("| | ").AppendJoin(" | ", columns).Append(" |\n|---|");
        text.Insert(text.Length, "---|", columns.Length).Append('\n');
        foreach (var row in rows)
        {
            var cells = columns.Select(column => row.Values.FirstOrDefault(value => value.Column == column) is { } value
                ? Numbers.WithUnit(value.Value, value.Unit)
                : "");
            text.Append($"| {row.Name} | ").AppendJoin(" | ", cells).Append(" |\n");
        }
        return text.ToString();
    }
}
