using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Shapes;

/// <summary>A number.</summary>
/// <param name="type"><c>Integer</c> of 32 bits, <c>Long</c> of 64 bits, or <c>Float</c>.</param>
/// <param name="min">Its minimum.</param>
/// <param name="max">Its maximum.</param>
internal sealed class NumberShape(string type, double min, double max) : Shape
{
    public const string Integer = "Integer", Long = "Long", Float = "Float";

    public double Min => min;

    public double Max => max;

    public string Type => type;

    public override void Check(JsonData value, string path, ConstraintViolations violations)
    {
        if (value is not NumberData number || !IsOfType(number)) throw NotA(type, value);
        violations.AddUnlessValue(number.Value, min, max, $"'{number}'", path);
    }

    private bool IsOfType(NumberData number) => type switch
    {
        Float => double.IsFinite(number.Value),
        Long => number.TryGetInteger(out _),
        _ => number.TryGetInteger(out var integer) && integer is >= int.MinValue and <= int.MaxValue,
    };
}
