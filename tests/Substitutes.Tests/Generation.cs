using System.Collections.Immutable;
using System.Reflection;
using Amazon.Lambda.Annotations.SourceGenerator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace VideoPipeline.Substitutes.Tests;

/// <summary>The result of running the generator on a source.</summary>
internal sealed record Generation(Compilation Compilation, ImmutableArray<Diagnostic> Reported)
{
    private const string Usings = """
        #nullable enable
        using System;
        using System.Threading.Tasks;
        using Amazon.Lambda.Annotations;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.Serialization.SystemTextJson;
        using Microsoft.Extensions.DependencyInjection;

        """;

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static Generation Of(string source)
    {
        var compilation = CSharpCompilation.Create(
            $"Generated{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(Usings + source)],
            s_references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(new LambdaGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var reported);
        return new Generation(generated, reported);
    }

    /// <summary>Compiles the source, with warnings as errors, and creates an instance of a generated entry point.</summary>
    public object Instance(string entryPoint)
    {
        var warnings = Compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning);
        if (warnings.Any()) throw new InvalidOperationException(string.Join('\n', warnings));
        using var image = new MemoryStream();
        Compilation.Emit(image);
        return Activator.CreateInstance(Assembly.Load(image.ToArray()).GetType(entryPoint, throwOnError: true)!)!;
    }
}
