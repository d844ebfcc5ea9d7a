using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The diagnostics of a definition in the shapes of the API.</summary>
internal static class DefinitionDiagnostics
{
    private const int MaxResults = 100;

    /// <summary>The error of an operation that takes a definition, with all faults.</summary>
    public static ApiException Error(InvalidDefinitionException invalid) => new(
        "InvalidDefinition",
        $"Invalid State Machine Definition: '{string.Join(", ", invalid.Diagnostics.Select(Describe))}'");

    /// <summary>The response of ValidateStateMachineDefinition.</summary>
    /// <param name="diagnostics">All diagnostics of the definition.</param>
    /// <param name="withWarnings">Whether the response has warnings too.</param>
    /// <param name="maxResults">The maximum number of diagnostics in the response; 0 for 100.</param>
    public static ObjectData Response(IReadOnlyList<DefinitionDiagnostic> diagnostics, bool withWarnings, int maxResults)
    {
        var reported = diagnostics.Where(diagnostic => withWarnings || IsError(diagnostic)).ToArray();
        var limit = maxResults == 0 ? MaxResults : maxResults;
        return ObjectData.Of(
            ("result", diagnostics.Any(IsError) ? "FAIL" : "OK"),
            ("diagnostics", ArrayData.Of(reported.Take(limit).Select(Json))),
            ("truncated", reported.Length > limit));
    }

    private static bool IsError(DefinitionDiagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    // As on AWS, which writes null where it has no location.
    private static string Describe(DefinitionDiagnostic diagnostic) =>
        $"{diagnostic.Code}: {diagnostic.Message} at {diagnostic.Location ?? "null"}";

    private static JsonData Json(DefinitionDiagnostic diagnostic)
    {
        var json = new ObjectBuilder
        {
            ["severity"] = IsError(diagnostic) ? "ERROR" : "WARNING",
            ["code"] = diagnostic.Code,
            ["message"] = diagnostic.Message,
        };
        if (diagnostic.Location is { } location) json["location"] = location;
        return json;
    }
}
