using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Shapes;

/// <summary>A Boolean.</summary>
internal sealed class BooleanShape : Shape
{
    public override void Check(JsonData value, string path, ConstraintViolations violations)
    {
        if (value is not BooleanData) throw NotA("Boolean", value);
    }
}
