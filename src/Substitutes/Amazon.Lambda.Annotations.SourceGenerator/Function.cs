using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator;

/// <summary>The source of the value of a parameter.</summary>
internal enum ParameterSource
{
    Input,
    Context,
    Services,
}

/// <summary>A parameter of a function; <c>Type</c> is fully qualified.</summary>
internal sealed record Parameter(string Name, string Type, ParameterSource Source);

/// <summary>A method with <c>[LambdaFunction]</c>.</summary>
/// <param name="Namespace">The namespace of its class.</param>
/// <param name="Class">The name of its class.</param>
/// <param name="Method">The name of the method.</param>
/// <param name="ReturnType">The fully qualified return type.</param>
/// <param name="IsTask">Whether it returns a Task.</param>
/// <param name="ReturnsValue">Whether it returns a value, directly or in a Task.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Problem">Why it cannot be a Lambda function; null if it can.</param>
/// <param name="Location">The location of its name in the source.</param>
internal sealed record Function(
    string Namespace,
    string Class,
    string Method,
    string ReturnType,
    bool IsTask,
    bool ReturnsValue,
    EquatableList<Parameter> Parameters,
    string? Problem,
    SourceLocation? Location)
{
    private const string ContextType = "Amazon.Lambda.Core.ILambdaContext";
    private const string ServicesAttribute = "Amazon.Lambda.Annotations.FromServicesAttribute";

    private static readonly SymbolDisplayFormat s_qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public string EntryPoint => $"{Class}_{Method}_Generated";

    public static Function Of(IMethodSymbol method)
    {
        var returned = method.ReturnType as INamedTypeSymbol;
        var isTask = returned is { Name: "Task" } && returned.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";
        var parameters = method.Parameters
            .Select(p => new Parameter(p.Name, p.Type.ToDisplayString(s_qualified), SourceOf(p))).ToList();
        return new Function(
            method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString(),
            method.ContainingType.Name,
            method.Name,
            method.ReturnType.ToDisplayString(s_qualified),
            isTask,
            isTask ? returned!.IsGenericType : !method.ReturnsVoid,
            new EquatableList<Parameter>(parameters),
            ProblemOf(method, parameters),
            SourceLocation.Of(method));
    }

    private static ParameterSource SourceOf(IParameterSymbol parameter) =>
        parameter.Type.ToDisplayString() == ContextType ? ParameterSource.Context
        : parameter.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == ServicesAttribute) ? ParameterSource.Services
        : ParameterSource.Input;

    private static string? ProblemOf(IMethodSymbol method, List<Parameter> parameters)
    {
        var type = method.ContainingType;
        if (type.ContainingType is not null || type.IsGenericType) return "its class must be neither nested nor generic";
        if (type.IsAbstract || method.IsStatic || method.IsGenericMethod)
            return "it must be a non-generic instance method of a non-abstract class";
        if (method.ContainingNamespace.IsGlobalNamespace) return "its class must be in a namespace";
        if (method is { IsAsync: true, ReturnsVoid: true }) return "async void cannot be awaited; return Task";
        if (parameters.Count(p => p.Source == ParameterSource.Input) > 1)
            return "it has more than one input; mark services with [FromServices]";
        return null;
    }
}
