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

    /// <param name="template">The template.</param>
    /// <param name="field">The template's path within its state.</param>
    /// <param name="language">The language of its expressions.</param>
    /// <exception cref="FormatException">A string is not an expression, or two fields have the same name.</exception>
    public static PayloadTemplate Parse(JsonData template, string field, QueryLanguage language) => template switch
    {
        ObjectData o => Simplify(template, o.Select(member => ParseMember(member.Key, o, field, language)).ToArray()),
        ArrayData a => Simplify(template, a.Select((item, index) => Parse(item, $"{field}[{index}]", language)).ToArray()),
        StringData { Value: var text } when language == QueryLanguage.Jsonata && JsonataExpression.IsExpression(text) =>
            new JsonataValue(JsonataExpression.Parse(text, field)),
        _ => new Literal(template),
    };

    // A template without expressions is its own value.
    private static PayloadTemplate Simplify(JsonData template, (string Name, PayloadTemplate Value)[] fields) =>
        Array.TrueForAll(fields, field => field.Value is Literal) ? new Literal(template) : new ObjectTemplate(fields);

    private static PayloadTemplate Simplify(JsonData template, PayloadTemplate[] items) =>
        Array.TrueForAll(items, item => item is Literal) ? new Literal(template) : new ArrayTemplate(items);

    private static (string Name, PayloadTemplate Value) ParseMember(
        string name, ObjectData parent, string field, QueryLanguage language)
    {
        var value = parent.Find(name)!;
        if (language == QueryLanguage.Jsonata || !name.EndsWith(ExpressionSuffix, StringComparison.Ordinal))
        {
            return (name, Parse(value, $"{field}/{name}", language));
        }
        if (value is not StringData { Value: var text })
        {
            throw new FormatException($"The value of '{name}' is not a string that contains a path or an intrinsic function.");
        }
        var computed = name[..^ExpressionSuffix.Length];
        if (parent.Contains(computed)) throw new FormatException($"'{computed}' and '{name}' define the same field.");
        return (computed, new PathValue(name, Expression.Parse(text)));
    }

    private sealed class Literal(JsonData value) : PayloadTemplate
    {
        public override JsonData Evaluate(Scope scope) => value;
    }

    private sealed class PathValue(string field, Expression expression) : PayloadTemplate
    {
        public override JsonData Evaluate(Scope scope) => expression.Evaluate(scope) ?? throw StatesException.Runtime(
            $"The JSONPath '{expression.Text}' specified for the field '{field}' could not be found in the input "
            + $"'{scope.Data}'");
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
