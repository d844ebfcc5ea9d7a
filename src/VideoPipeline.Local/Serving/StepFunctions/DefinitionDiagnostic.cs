using System.Text.RegularExpressions;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>What is wrong with a definition, in the shape of the API.</summary>
/// <param name="Code">The kind of fault, such as <c>SCHEMA_VALIDATION_FAILED</c>.</param>
/// <param name="Message">What is wrong, and what to write instead.</param>
/// <param name="Location">The path of the fault: <c>/States/A/Next</c>; empty for the whole definition.</param>
internal sealed partial record DefinitionDiagnostic(string Code, string Message, string Location)
{
    public static DefinitionDiagnostic Of(InvalidDefinitionException invalid)
    {
        var location = invalid.Path.Length == 0 ? "" : "/" + invalid.Path.Replace('.', '/');
        return CodePrefix().Match(invalid.Problem) is { Success: true } prefix
            ? new DefinitionDiagnostic(prefix.Groups[1].Value, $"{invalid.Problem[prefix.Length..]} {invalid.Remedy}", location)
            : new DefinitionDiagnostic("SCHEMA_VALIDATION_FAILED", $"{invalid.Problem} {invalid.Remedy}", location);
    }

    public override string ToString() => Location.Length == 0 ? $"{Code}: {Message}" : $"{Code}: {Message} at {Location}";

    [GeneratedRegex("^([A-Z_]+): ")]
    private static partial Regex CodePrefix();
}
