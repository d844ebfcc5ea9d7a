using System.Globalization;
using System.Text.Json;
using VideoPipeline.Video;

namespace VideoPipeline.Executions;

/// <summary>
/// Validates the input of an execution against the published schema, <c>docs/input.schema.json</c>. The messages say what to
/// change. Supports the keywords of JSON Schema 2020-12 that the file uses, and throws for any other.
/// </summary>
internal static class InputSchema
{
    private const string Resource = "input.schema.json";

    private static readonly JsonElement s_schema = Load();

    /// <summary>The problems of an input, one message each; empty if the input is valid.</summary>
    public static IReadOnlyList<string> Problems(JsonElement input) => [.. Problems(s_schema, input, "The input")];

    private static IEnumerable<string> Problems(JsonElement schema, JsonElement value, string name) =>
        schema.EnumerateObject().SelectMany(keyword => Problems(schema, keyword.Name, keyword.Value, value, name));

    private static IEnumerable<string> Problems(
        JsonElement schema, string keyword, JsonElement argument, JsonElement value, string name)
    {
        switch (keyword)
        {
            case "$schema" or "title" or "description" or "additionalProperties":
                return []; // "properties" checks additionalProperties
            case "type":
                return Unless(
                    IsOfType(argument.GetString()!, value), schema, value, name, $"must be {TypeName(argument.GetString()!)}");
            case "const":
                return Unless(JsonElement.DeepEquals(argument, value), schema, value, name, $"must be {argument.GetRawText()}");
            case "minLength" when argument.GetInt32() == 1:
                return Unless(
                    value.ValueKind != JsonValueKind.String || !value.ValueEquals(""), schema, value, name, "must not be empty");
            case "minimum":
                return Unless(
                    value.ValueKind != JsonValueKind.Number || value.GetDouble() >= argument.GetDouble(),
                    schema, value, name, $"must be at least {argument}");
            case "maximum":
                return Unless(
                    value.ValueKind != JsonValueKind.Number || value.GetDouble() <= argument.GetDouble(),
                    schema, value, name, $"must be at most {argument}");
            case "required" when value.ValueKind == JsonValueKind.Object:
                return argument.EnumerateArray().Select(one => one.GetString()!)
                    .Where(one => !value.TryGetProperty(one, out _))
                    .Select(one => $"{one} is required. {Description(schema.GetProperty("properties").GetProperty(one))}");
            case "properties" when value.ValueKind == JsonValueKind.Object:
                return value.EnumerateObject().SelectMany(property => argument.TryGetProperty(property.Name, out var inner)
                    ? Problems(inner, property.Value, property.Name)
                    : [$"{Printable(property.Name)} is not a property of the input. Use one of " +
                       $"{string.Join(", ", argument.EnumerateObject().Select(supported => supported.Name))}."]);
            case "not":
                return value.ValueKind == JsonValueKind.Object
                    && argument.GetProperty("anyOf").EnumerateArray().Any(one => HasAll(one, value))
                    ? [Description(argument)]
                    : [];
            case "required" or "properties":
                return []; // "type" reports that the value is not an object
            default:
                throw new NotSupportedException(
                    $"{Resource} uses the keyword {keyword}, which {nameof(InputSchema)} does not support.");
        }
    }

    private static bool HasAll(JsonElement schema, JsonElement value) =>
        schema.GetProperty("required").EnumerateArray().All(one => value.TryGetProperty(one.GetString()!, out _));

    private static string[] Unless(bool valid, JsonElement schema, JsonElement value, string name, string requirement) =>
        valid ? [] : [$"{name} {requirement} (got {Printable(value.GetRawText())}). {Description(schema)}"];

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number
            && long.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => throw new NotSupportedException($"{Resource} uses the type {type}, which {nameof(InputSchema)} does not support."),
    };

    private static string TypeName(string type) => type switch
    {
        "object" => "a JSON object such as {\"video\": \"https://example.com/film.mp4\"}",
        "string" => "a string in double quotes",
        "boolean" => "true or false",
        _ => "an integer",
    };

    private static string Description(JsonElement schema) => schema.GetProperty("description").GetString()!;

    // A value in the wrong place may contain an address with credentials.
    private static string Printable(string raw)
    {
        var text = AddressText.WithoutSecretsWithin(raw);
        var shown = string.Concat(text.Take(60).Select(one => char.IsControl(one) || char.IsSurrogate(one) ? '?' : one));
        return text.Length > 60 ? shown + "…" : shown;
    }

    private static JsonElement Load()
    {
        using var stream = typeof(InputSchema).Assembly.GetManifestResourceStream(Resource)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
