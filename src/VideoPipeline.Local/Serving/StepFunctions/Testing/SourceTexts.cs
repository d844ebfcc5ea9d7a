using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Testing;

/// <summary>The texts of the values of a request. As recorded on AWS, a value that goes through a state unchanged keeps its
/// text with its white space; any other value is compact JSON.</summary>
internal sealed class SourceTexts
{
    private readonly Dictionary<JsonData, string> _texts = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="FormatException">The text is not JSON.</exception>
    public JsonData Parse(string text)
    {
        var value = JsonData.Parse(text);
        _texts.TryAdd(value, text);
        return value;
    }

    public string Of(JsonData value) => _texts.GetValueOrDefault(value) ?? value.ToString();
}
