using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Shapes;

/// <summary>The type of a value in a request, and its constraints.</summary>
internal abstract class Shape
{
    /// <summary>Checks a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="path">Its place in the request: <c>tags.1.member.key</c>.</param>
    /// <param name="violations">Receives the constraints that it violates.</param>
    /// <exception cref="ApiException">SerializationException: it is of another type.</exception>
    public abstract void Check(JsonData value, string path, ConstraintViolations violations);

    /// <summary>The value as messages show it.</summary>
    public virtual string Display(JsonData value) => value.ToPlainText();

    /// <summary>A value is not of the type of the shape.</summary>
    protected static ApiException NotA(string type, JsonData value) => new("SerializationException", value switch
    {
        ArrayData => "Start of list found where not expected",
        ObjectData => "Start of structure or map found where not expected.",
        _ when type is "List" or "Structure" => "Unexpected field type",
        StringData => $"STRING_VALUE cannot be converted to {type}",
        NumberData => $"NUMBER_VALUE cannot be converted to {type}",
        _ => $"{value.ToString().ToUpperInvariant()}_VALUE cannot be converted to {type}",
    });
}
