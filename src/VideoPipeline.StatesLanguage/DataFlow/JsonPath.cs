using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>
/// A JSONPath. A definite one (fields and indices only) gives one value or none; any other gives an array of what
/// matched, which may be empty.
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
            // Newtonsoft parses while it enumerates, so that an empty document tells whether the path is well formed.
            _ = new JObject().SelectTokens(text).Count();
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"'{text}' is not a JSONPath: {malformed.Message}", malformed);
        }
        return new JsonPath(text, null);
    }

    /// <summary>The value at this path below <paramref name="root"/>, or null where a definite path leads
    /// nowhere.</summary>
    public JToken? Select(JToken root) =>
        _steps is null ? new JArray(root.SelectTokens(Text)) : Follow(root, _steps, from: 0);

    /// <summary>The value that the steps lead to, the first <paramref name="from"/> of them having been
    /// taken.</summary>
    public static JToken? Follow(JToken root, IReadOnlyList<PathStep> steps, int from)
    {
        JToken? value = root;
        for (var i = from; value is not null && i < steps.Count; i++) value = steps[i].Of(value);
        return value;
    }
}
