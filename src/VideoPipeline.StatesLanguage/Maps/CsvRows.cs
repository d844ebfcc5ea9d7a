using System.Text;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>Splits CSV text into rows of fields.</summary>
/// <remarks>RFC 4180: a field in double quotes may contain delimiters, line breaks and doubled quotes.</remarks>
internal static class CsvRows
{
    /// <summary>Reads the rows in order; empty lines are skipped.</summary>
    public static IEnumerable<IReadOnlyList<string>> Read(TextReader text, char delimiter)
    {
        while (ReadRow(text, delimiter) is { } row)
        {
            if (row.Count > 1 || row[0].Length > 0) yield return row;
        }
    }

    private static List<string>? ReadRow(TextReader text, char delimiter)
    {
        if (text.Peek() < 0) return null;
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        while (text.Read() is var read && read >= 0)
        {
            var c = (char)read;
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (text.Peek() == '"') field.Append((char)text.Read());
                else quoted = false;
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (c == delimiter)
            {
                row.Add(field.ToString());
                field.Clear();
            }
            else if (c == '\n' || (c == '\r' && text.Peek() == '\n'))
            {
                if (c == '\r') text.Read();
                break;
            }
            else
            {
                field.Append(c);
            }
        }
        row.Add(field.ToString());
        return row;
    }
}
