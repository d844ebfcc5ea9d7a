using System.Globalization;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Shapes;

/// <summary>A list.</summary>
internal sealed class ListShape(Shape item) : Shape
{
    public int MinLength { get; init; }

    public int MaxLength { get; init; } = int.MaxValue;

    public Shape Item => item;

    public override void Check(JsonData value, string path, ConstraintViolations violations)
    {
        if (value is not ArrayData list) throw NotA("List", value);
        violations.AddUnlessLength(list.Count, MinLength, MaxLength, $"'{Display(list)}'", path);
        for (var i = 0; i < list.Count; i++)
            item.Check(list[i], string.Create(CultureInfo.InvariantCulture, $"{path}.{i + 1}.member"), violations);
    }

    public override string Display(JsonData value) => $"[{string.Join(", ", value.Items.Select(item.Display))}]";
}
