using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>An optional integer: a constant or JSONata expression in <c>Field</c>, or a path in <c>FieldPath</c>.</summary>
internal sealed class IntegerField
{
    private readonly string _field;
    private readonly int _minimum;
    private readonly int _maximum;
    private readonly Expression? _path;
    private readonly JsonataExpression? _jsonata;

    private IntegerField(DefinitionNode node, string field, int minimum, int maximum)
    {
        (_field, _minimum, _maximum) = (field, minimum, maximum);
        node.AllowAtMostOneOf(field, field + "Path");
        _jsonata = node.Optional(field)?.Jsonata();
        Constant = _jsonata is null ? node.Optional(field)?.Integer(minimum, maximum) : null;
        _path = node.Optional(field + "Path")?.Path();
    }

    /// <summary>The constant; null if the definition does not have the field, or computes it.</summary>
    public int? Constant { get; }

    public static IntegerField Parse(DefinitionNode node, string field, int minimum, int maximum = int.MaxValue) =>
        new(node, field, minimum, maximum);

    /// <summary>The integer; null if the definition does not contain it.</summary>
    /// <exception cref="StatesException">States.Runtime or States.QueryEvaluationError: the value is not an integer in
    /// range.</exception>
    public int? Evaluate(Scope scope)
    {
        if (_jsonata is not null) return EvaluateJsonata(scope);
        if (_path is null) return Constant;
        var value = _path.Require(scope);
        return value is NumberData integer && integer.TryGetInteger(out var number)
            && number >= _minimum && number <= int.MaxValue
            ? (int)number
            : throw StatesException.Runtime(
                $"The {_field}Path field refers to value \"{value.ToPlainText()}\" which is not a valid integer: {_path.Text}");
    }

    private int EvaluateJsonata(Scope scope)
    {
        var value = _jsonata!.Evaluate<NumberData>(scope, "number");
        var number = value.Value;
        if (number != Math.Floor(number)) throw _jsonata.Invalid($"The {_field} field cannot be parsed as an integer: {value}");
        return number >= _minimum && number <= _maximum
            ? (int)number
            : throw _jsonata.Invalid($"{_field} must be between {_minimum} and {_maximum} but was: {value}");
    }
}
