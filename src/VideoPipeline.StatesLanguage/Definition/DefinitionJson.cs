using System.Text.Json;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>Reads the JSON of a definition, and reports why it is none.</summary>
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

    // The place in the words of AWS's parser, Jackson.
    private static DefinitionDiagnostic Malformed(string json, FormatException malformed)
    {
        var source = json.Length <= MaxSourceLength
            ? $"\"{json}\""
            : $"\"{json[..MaxSourceLength]}\"[truncated {json.Length - MaxSourceLength} chars]";
        var place = "";
        if (malformed.InnerException is JsonException { LineNumber: { } line, BytePositionInLine: { } column })
        {
            place = $"; line: {line + 1}, column: {column + 1}";
        }
        var location = $"[Source: (String){source}{place}]";
        return new DefinitionDiagnostic(
            DiagnosticSeverity.Error, DiagnosticCodes.InvalidJsonDescription, $"{malformed.Message}\n at {location}", location,
            "Correct the JSON. Field names must be unique within an object.");
    }
}
