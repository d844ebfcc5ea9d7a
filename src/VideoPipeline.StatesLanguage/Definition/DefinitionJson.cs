using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>Reads the JSON of a definition, and reports why it is none, as AWS's parser, Jackson, does.</summary>
internal static class DefinitionJson
{
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
        var fault = JsonFault.Find(json);
        var location = JsonFault.Location(json, fault?.Offset);
        return new DefinitionDiagnostic(
            DiagnosticSeverity.Error, DiagnosticCodes.InvalidJsonDescription,
            $"{fault?.Message ?? malformed.Message}\n at {location}", location,
            "Correct the JSON. Field names must be unique within an object.");
    }
}
