using System.Text;
using System.Text.Json;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>Reads the JSON of a definition, and reports why it is none, as AWS's parser, Jackson, does.</summary>
internal static class DefinitionJson
{
    private const int MaxSourceLength = 500;

    /// <summary>The object that the text is; null, and a report, if it is none.</summary>
    public static ObjectData? Parse(string json, DiagnosticCollector diagnostics)
    {
        try
        {
            if (json.Length > 0 && JsonData.Parse(json) is ObjectData definition) return definition;
            diagnostics.Add(new DefinitionDiagnostic(
                DiagnosticSeverity.Error, DiagnosticCodes.SchemaValidationFailed, "Definition must be a valid JSON object", null,
                "Write an object with StartAt and States."));
        }
        catch (FormatException malformed)
        {
            diagnostics.Add(Malformed(json, malformed));
        }
        return null;
    }

    private static DefinitionDiagnostic Malformed(string json, FormatException malformed)
    {
        var (problem, place) = (malformed.Message, "");
        if (malformed.InnerException is JsonException { LineNumber: { } line, BytePositionInLine: { } bytes })
        {
            var text = json.Split('\n')[line];
            var column = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text).AsSpan(0, (int)bytes)).Length;
            // Jackson is after the word that it does not know.
            if (WordAt(text, ref column) is { Length: > 0 } word)
            {
                problem = $"Unrecognized token '{word}': was expecting (JSON String, Number, Array, Object or token "
                    + "'null', 'true' or 'false')";
            }
            place = $"; line: {line + 1}, column: {column + 1}";
        }
        var source = json.Length <= MaxSourceLength
            ? $"\"{json}\""
            : $"\"{json[..MaxSourceLength]}\"[truncated {json.Length - MaxSourceLength} chars]";
        var location = $"[Source: (String){source}{place}]";
        return new DefinitionDiagnostic(
            DiagnosticSeverity.Error, DiagnosticCodes.InvalidJsonDescription, $"{problem}\n at {location}", location,
            "Correct the JSON. Field names must be unique within an object.");
    }

    // The word around a column outside of a string, and the column after it; empty if there is none.
    private static string WordAt(string line, ref int column)
    {
        var (start, end) = (column, column);
        while (start > 0 && char.IsLetterOrDigit(line[start - 1])) start--;
        while (end < line.Length && char.IsLetterOrDigit(line[end])) end++;
        if (start == end || !char.IsLetter(line[start]) || line[..start].Count(character => character == '"') % 2 != 0) return "";
        column = end;
        return line[start..end];
    }
}
