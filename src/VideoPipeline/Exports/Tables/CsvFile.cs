using System.Buffers;

namespace VideoPipeline.Exports.Tables;

/// <summary>Writes a table as CSV: RFC 4180, with a header, lines that end in CR LF.</summary>
internal static class CsvFile
{
    private const string LineEnd = "\r\n";

    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");

    /// <summary>Writes the table.</summary>
    public static void Write(Table table, TextWriter output)
    {
        WriteLine(output, table.Columns.Select(column => column.Name));
        for (var row = 0; row < table.Rows; row++) WriteLine(output, table.Columns.Select(column => column.Text(row)));
    }

    private static void WriteLine(TextWriter output, IEnumerable<string> fields)
    {
        var isFirst = true;
        foreach (var field in fields)
        {
            if (!isFirst) output.Write(',');
            isFirst = false;
            output.Write(Quote(field));
        }
        output.Write(LineEnd);
    }

    /// <summary>A field; in quotation marks, doubled within, if it has a comma, a quotation mark or an end of line.</summary>
    internal static string Quote(string field) =>
        field.AsSpan().ContainsAny(s_quoted) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
