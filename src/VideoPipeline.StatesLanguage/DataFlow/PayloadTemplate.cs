using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>
/// A payload template: Parameters, ItemSelector, ResultSelector, Arguments, Output, Assign or BatchInput. In JSONPath, a field
/// <c>x.$</c> becomes a field <c>x</c> with the value of the expression; in JSONata, a string in <c>{% %}</c> becomes the value
/// of the expression.
/// </summary>
internal abstract class PayloadTemplate
{
    private const string ExpressionSuffix = ".$";

    /// <summary>Evaluates the template.</summary>
    /// <exception cref="StatesException">States.Runtime: a path matches nothing. States.IntrinsicFailure: an intrinsic
    /// function failed. States.QueryEvaluationError: a JSONata expression failed.</exception>
    public abstract JsonData Evaluate(Scope scope);

    /// <summary>Parses a template. Expressions with faults are reported.</summary>
    public static PayloadTemplate Parse(DefinitionNode node) => node.Token switch
    {
        ObjectData o => Simplify(node.Token, o.Names.Select(name => ParseMember(node, name)).ToArray()),
        ArrayData => Simplify(node.Token, node.Items().Select(Parse).ToArray()),
        _ => node.Jsonata() is { } expression ? new JsonataValue(expression) : new Literal(node.Token),
    };

    // A template without expressions is its own value.
    private static PayloadTemplate Simplify(JsonData template, (string Name, PayloadTemplate Value)[] fields) =>
        Array.TrueForAll(fields, field => field.Value is Literal) ? new Literal(template) : new ObjectTemplate(fields);

    private static PayloadTemplate Simplify(JsonData template, PayloadTemplate[] items) =>
        Array.TrueForAll(items, item => item is Literal) ? new Literal(template) : new ArrayTemplate(items);

    private static (string Name, PayloadTemplate Value) ParseMember(DefinitionNode parent, string name)
    {
        if (parent.Language == QueryLanguage.Jsonata || !name.EndsWith(ExpressionSuffix, StringComparison.Ordinal))
        {
            if (parent.Language == QueryLanguage.JsonPath) WarnOfPath(parent[name], name);
            return (name, Parse(parent[name]));
        }
        var computed = name[..^ExpressionSuffix.Length];
        if (parent.Has(computed)) parent.Report(
            $"The fields '{computed}' and '{name}' define the same field", $"Remove one of {computed} and {name}.");
        return (computed, new PathValue(name, parent.TemplateExpression(name)));
    }

    private static void WarnOfPath(DefinitionNode value, string name)
    {
        if (value.Token is StringData { Value: var text } && Expression.LooksComputed(text)) value.Warn(
            DiagnosticCodes.NoDollar, $"No .$ on the field '{name}' that appears to be a JSONPath or Intrinsic Function",
            $"Rename it to {name}{ExpressionSuffix} if its value is to be computed.");
    }

    private sealed class Literal(JsonData value) : PayloadTemplate
    {
        public override JsonData Evaluate(Scope scope) => value;
    }

    private sealed class PathValue(string field, Expression expression) : PayloadTemplate
    {
        // As on AWS, an element beyond the end of an array is null here, and nowhere else.
        public override JsonData Evaluate(Scope scope) => expression.Evaluate(scope)
            ?? (expression.IsPastEnd(scope) ? JsonData.Null : throw StatesException.Runtime(
                $"The JSONPath '{expression.ReportedText}' specified for the field '{field}' could not be found in the input "
                + $"'{expression.Source(scope)}'"));
    }

    private sealed class JsonataValue(JsonataExpression expression) : PayloadTemplate
    {
        public override JsonData Evaluate(Scope scope) => expression.Evaluate(scope);
    }

    private sealed class ObjectTemplate((string Name, PayloadTemplate Value)[] fields) : PayloadTemplate
    {
        public override JsonData Evaluate(Scope scope) =>
            ObjectData.Own(Array.ConvertAll(fields, field => KeyValuePair.Create(field.Name, field.Value.Evaluate(scope))));
    }

    private sealed class ArrayTemplate(PayloadTemplate[] items) : PayloadTemplate
    {
        public override JsonData Evaluate(Scope scope) => ArrayData.Own(Array.ConvertAll(items, item => item.Evaluate(scope)));
    }
}
