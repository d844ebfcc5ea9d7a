using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>
/// A JSONPath. A definite path (fields and indices only) selects one value or none; any other path selects an array of the
/// matches, which may be empty.
/// </summary>
internal sealed class JsonPath
{
    private readonly IReadOnlyList<PathStep>? _steps;

    private JsonPath(string text, IReadOnlyList<PathStep>? steps) => (Text, _steps) = (text, steps);

    public string Text { get; }

    /// <summary>The steps of a definite path, or null.</summary>
    public IReadOnlyList<PathStep>? Steps => _steps;

    /// <exception cref="FormatException">The text is not a JSONPath.</exception>
    public static JsonPath Parse(string text)
    {
        if (!text.StartsWith('$')) throw new FormatException($"'{text}' does not start with '$'.");
        if (PathStep.TryParse(text.AsSpan(1), out var steps)) return new JsonPath(text, steps);
        try
        {
            // Newtonsoft parses the path during enumeration, so an empty document is enough to validate it.
            _ = new JObject().SelectTokens(text).Count();
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"'{text}' is not a JSONPath: {malformed.Message}", malformed);
        }
        return new JsonPath(text, null);
    }

    /// <summary>Selects the value at this path in <paramref name="root"/>; null if a definite path matches
    /// nothing.</summary>
    public JToken? Select(JToken root) =>
        _steps is null ? new JArray(root.SelectTokens(Text)) : Follow(root, _steps, from: 0);

    /// <summary>Selects the value at the steps, starting with the one at index <paramref name="from"/>; null if there is
    /// none.</summary>
    public static JToken? Follow(JToken root, IReadOnlyList<PathStep> steps, int from)
    {
        JToken? value = root;
        for (var i = from; value is not null && i < steps.Count; i++) value = steps[i].Select(value);
        return value;
    }
}
