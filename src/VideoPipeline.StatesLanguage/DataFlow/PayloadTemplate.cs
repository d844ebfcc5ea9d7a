using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>
/// A payload template: Parameters, ItemSelector, ResultSelector, Assign or BatchInput. A field <c>x.$</c> becomes a field
/// <c>x</c> with the value of the expression.
/// </summary>
internal abstract class PayloadTemplate
{
    private const string ExpressionSuffix = ".$";

    /// <summary>Evaluates the template.</summary>
    /// <exception cref="StatesException">States.Runtime: a path matches nothing. States.IntrinsicFailure: an intrinsic
    /// function failed.</exception>
    public abstract JsonData Evaluate(Scope scope);

    /// <exception cref="FormatException">A field <c>x.$</c> is not an expression, or a field <c>x</c> exists
    /// too.</exception>
    public static PayloadTemplate Parse(JsonData template) => template switch
    {
        ObjectData o => Simplify(template, o.Select(field => ParseField(field.Key, field.Value, o)).ToArray()),
        ArrayData a => Simplify(template, a.Select(Parse).ToArray()),
        _ => new Literal(template),
    };

    // A template without expressions is its own value.
    private static PayloadTemplate Simplify(JsonData template, (string Name, PayloadTemplate Value)[] fields) =>
        Array.TrueForAll(fields, field => field.Value is Literal) ? new Literal(template) : new ObjectTemplate(fields);

    private static PayloadTemplate Simplify(JsonData template, PayloadTemplate[] items) =>
        Array.TrueForAll(items, item => item is Literal) ? new Literal(template) : new ArrayTemplate(items);

    private static (string Name, PayloadTemplate Value) ParseField(string field, JsonData value, ObjectData parent)
    {
        if (!field.EndsWith(ExpressionSuffix, StringComparison.Ordinal)) return (field, Parse(value));
        if (value is not StringData { Value: var text })
        {
            throw new FormatException($"The value of '{field}' is not a string that contains a path or an intrinsic function.");
        }
        var name = field[..^ExpressionSuffix.Length];
        if (parent.Contains(name)) throw new FormatException($"'{name}' and '{field}' define the same field.");
        return (name, new Computed(field, Expression.Parse(text)));
    }

    private sealed class Literal(JsonData value) : PayloadTemplate
    {
        public override JsonData Evaluate(Scope scope) => value;
    }

    private sealed class Computed(string field, Expression expression) : PayloadTemplate
    {
        public override JsonData Evaluate(Scope scope) => expression.Evaluate(scope) ?? throw StatesException.Runtime(
            $"The JSONPath '{expression.Text}' specified for the field '{field}' could not be found in the input "
            + $"'{scope.Data}'");
    }

    private sealed class ObjectTemplate((string Name, PayloadTemplate Value)[] fields) : PayloadTemplate
    {
        public override JsonData Evaluate(Scope scope) =>
            ObjectData.Own([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value.Evaluate(scope)))]);
    }

    private sealed class ArrayTemplate(PayloadTemplate[] items) : PayloadTemplate
    {
        public override JsonData Evaluate(Scope scope) =>
            ArrayData.Own(Array.ConvertAll(items, item => item.Evaluate(scope)));
    }
}
