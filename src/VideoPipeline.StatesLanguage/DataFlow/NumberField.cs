using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>An optional number: a constant or JSONata expression in <c>Field</c>, or a path in <c>FieldPath</c>.</summary>
internal sealed class NumberField
{
    private readonly string _field;
    private readonly double? _constant;
    private readonly Expression? _path;
    private readonly JsonataExpression? _jsonata;

    private NumberField(DefinitionNode node, string field, double minimum, double maximum)
    {
        _field = field;
        node.AllowAtMostOneOf(field, field + "Path");
        _jsonata = node.Optional(field)?.Jsonata();
        _constant = _jsonata is null ? node.Optional(field)?.Number(minimum, maximum, "Integer") : null;
        _path = node.Optional(field + "Path")?.Path();
    }

    public bool IsGiven => _constant is not null || _path is not null || _jsonata is not null;

    /// <summary>Parses the field; a constant must be in the range.</summary>
    public static NumberField Parse(DefinitionNode node, string field, double minimum, double maximum) =>
        new(node, field, minimum, maximum);

    /// <summary>The number; null if the definition does not contain it.</summary>
    /// <exception cref="StatesException">States.Runtime or States.QueryEvaluationError: the value is not a number.</exception>
    public double? Evaluate(Scope scope)
    {
        if (_jsonata is not null) return _jsonata.Evaluate<NumberData>(scope, "number").Value;
        if (_path is null) return _constant;
        var value = _path.Require(scope);
        return value is NumberData number
            ? number.Value
            : throw StatesException.Runtime(
                $"The {_field}Path field refers to value \"{value.ToPlainText()}\" which is not a valid float: {_path.Text}");
    }

    /// <summary>The number is out of range.</summary>
    public StatesException Invalid(string problem) => _jsonata?.Invalid(problem) ?? StatesException.Runtime(problem);
}
