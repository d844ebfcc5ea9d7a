using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>An optional integer that the definition contains as a constant in <c>Field</c> or as a path in
/// <c>FieldPath</c>.</summary>
internal sealed record IntegerOrPath(string Field, int? Constant, Expression? Path, int Minimum)
{
    public bool IsGiven => Constant is not null || Path is not null;

    public static IntegerOrPath Parse(DefinitionNode node, string field, int minimum, int maximum = int.MaxValue)
    {
        node.AllowAtMostOneOf(field, field + "Path");
        return new IntegerOrPath(
            field, node.Optional(field)?.Integer(minimum, maximum), node.Optional(field + "Path")?.Path(), minimum);
    }

    /// <summary>The integer; null if the definition does not contain it.</summary>
    /// <exception cref="StatesException">States.Runtime: the path does not refer to an integer in range.</exception>
    public int? Evaluate(Scope scope)
    {
        if (Path is null) return Constant;
        var value = Path.Evaluate(scope) ?? throw StatesException.Runtime(
            $"The {Field}Path field does not reference an input value: {Path.Text}");
        return value is NumberData integer && integer.TryGetInteger(out var number) && number >= Minimum && number <= int.MaxValue
            ? (int)number
            : throw StatesException.Runtime(
                $"The {Field}Path field refers to value \"{Format(value)}\" which is not a valid integer: {Path.Text}");
    }

    private static string Format(JsonData value) =>
        value is StringData { Value: var text } ? text : value.ToString();
}
