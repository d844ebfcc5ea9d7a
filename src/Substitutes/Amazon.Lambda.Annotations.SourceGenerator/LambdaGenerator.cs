using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Amazon.Lambda.Annotations.SourceGenerator;

/// <summary>Generates the Lambda entry point for each method with <c>[LambdaFunction]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LambdaGenerator : IIncrementalGenerator
{
    private const string FunctionAttribute = "Amazon.Lambda.Annotations.LambdaFunctionAttribute";
    private const string StartupAttribute = "Amazon.Lambda.Annotations.LambdaStartupAttribute";
    private const string SerializerAttribute = "Amazon.Lambda.Core.LambdaSerializerAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var functions = context.SyntaxProvider.ForAttributeWithMetadataName(
            FunctionAttribute,
            static (node, _) => node is MethodDeclarationSyntax,
            static (found, _) => Function.Of((IMethodSymbol)found.TargetSymbol));

        var startups = context.SyntaxProvider.ForAttributeWithMetadataName(
                StartupAttribute,
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, _) => found.TargetSymbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
            .Collect();

        var serializer = context.CompilationProvider.Select(static (compilation, _) => SerializerOf(compilation));

        context.RegisterSourceOutput(functions.Combine(startups.Combine(serializer)), static (output, found) =>
            Generate(output, found.Left, found.Right.Left, found.Right.Right));
    }

    private static string? SerializerOf(Compilation compilation) => compilation.Assembly.GetAttributes()
        .Where(a => a.AttributeClass?.ToDisplayString() == SerializerAttribute)
        .Select(a => a.ConstructorArguments.FirstOrDefault().Value as ITypeSymbol)
        .Select(type => type?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
        .FirstOrDefault();

    private static void Generate(
        SourceProductionContext output, Function function, ImmutableArray<string> startups, string? serializer)
    {
        var problem = function.Problem ?? (startups.IsEmpty
            ? "no class of the assembly has [LambdaStartup]; add it to the class that registers the services"
            : null);

        if (startups.Length > 1)
        {
            Report(output, function, Diagnostics.SeveralStartups, string.Join(", ", startups));
        }
        else if (serializer is null)
        {
            Report(output, function, Diagnostics.NoSerializer);
        }
        else if (problem is not null)
        {
            Report(output, function, Diagnostics.Unsupported, $"{function.Class}.{function.Method}", problem);
        }
        else
        {
            var source = EntryPointSource.Of(function, startups[0], serializer);
            output.AddSource($"{function.EntryPoint}.g.cs", SourceText.From(source, Encoding.UTF8));
        }
    }

    private static void Report(
        SourceProductionContext output, Function function, DiagnosticDescriptor descriptor, params object[] arguments) =>
        output.ReportDiagnostic(Diagnostic.Create(descriptor, function.Location?.ToLocation(), arguments));
}
