using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>
/// A payload template: Parameters, ItemSelector, ResultSelector or BatchInput. A field <c>x.$</c> becomes a field <c>x</c>
/// with the value of the expression.
/// </summary>
internal abstract class PayloadTemplate
{
    private const string ExpressionSuffix = ".$";

    /// <summary>Evaluates the template.</summary>
    /// <exception cref="StatesException">States.Runtime: a path matches nothing. States.IntrinsicFailure: an intrinsic
    /// function failed.</exception>
    public abstract JToken Evaluate(Scope scope);

    /// <exception cref="FormatException">A field <c>x.$</c> is not an expression, or a field <c>x</c> exists
    /// too.</exception>
    public static PayloadTemplate Parse(JToken template) => template switch
    {
        JObject o => new ObjectTemplate(o.Properties().Select(ParseField).ToArray()),
        JArray a => new ArrayTemplate(a.Select(Parse).ToArray()),
        _ => new Literal(template),
    };

    private static (string Name, PayloadTemplate Value) ParseField(JProperty field)
    {
        if (!field.Name.EndsWith(ExpressionSuffix, StringComparison.Ordinal)) return (field.Name, Parse(field.Value));
        if (field.Value is not JValue { Value: string text })
        {
            throw new FormatException(
                $"The value of '{field.Name}' is not a string that contains a path or an intrinsic function.");
        }
        var name = field.Name[..^ExpressionSuffix.Length];
        if (field.Parent![name] is not null) throw new FormatException(
            $"'{name}' and '{field.Name}' define the same field.");
        return (name, new Computed(field.Name, Expression.Parse(text)));
    }

    private sealed class Literal(JToken value) : PayloadTemplate
    {
        public override JToken Evaluate(Scope scope) => value;
    }

    private sealed class Computed(string field, Expression expression) : PayloadTemplate
    {
        public override JToken Evaluate(Scope scope) => expression.Evaluate(scope) ?? throw StatesException.Runtime(
            $"The JSONPath '{expression.Text}' specified for the field '{field}' could not be found in the input "
            + $"'{StatesJson.Text(scope.Data)}'");
    }

    private sealed class ObjectTemplate((string Name, PayloadTemplate Value)[] fields) : PayloadTemplate
    {
        public override JToken Evaluate(Scope scope)
        {
            var payload = new JObject();
            foreach (var (name, value) in fields) payload.Add(name, value.Evaluate(scope));
            return payload;
        }
    }

    private sealed class ArrayTemplate(PayloadTemplate[] items) : PayloadTemplate
    {
        public override JToken Evaluate(Scope scope)
        {
            var payload = new JArray();
            foreach (var item in items) payload.Add(item.Evaluate(scope));
            return payload;
        }
    }
}
