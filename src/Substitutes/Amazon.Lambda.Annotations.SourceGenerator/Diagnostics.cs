using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator;

/// <summary>The diagnostics, with the ids of the original generator.</summary>
internal static class Diagnostics
{
    public static readonly DiagnosticDescriptor SeveralStartups = Error(
        "AWSLambda0101",
        "Several LambdaStartup classes",
        "Only one class of an assembly can have [LambdaStartup], but these have it: {0}");

    public static readonly DiagnosticDescriptor Unsupported = Error(
        "AWSLambda0107",
        "No entry point generated",
        "No entry point was generated for {0}: {1}");

    public static readonly DiagnosticDescriptor NoSerializer = Error(
        "AWSLambda0108",
        "No Lambda serializer",
        "The assembly has no serializer: add [assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "AWSLambdaCSharpGenerator", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
