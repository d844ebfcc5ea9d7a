using System.Globalization;
using System.Text.Json;

namespace VideoPipeline.Executions;

/// <summary>
/// The published schema of an execution's input, <c>docs/input.schema.json</c>, and what an input has against it in words that say
/// what to change. Of JSON Schema 2020-12 it knows the keywords that are in that file; an unknown one is an error of the file.
/// </summary>
internal static class InputSchema
{
    private const string Resource = "input.schema.json";

    private static readonly JsonElement s_schema = Load();

    /// <summary>What is wrong with an input, a sentence each; nothing where it is valid.</summary>
    public static IReadOnlyList<string> Problems(JsonElement input) => [.. Problems(s_schema, input, "The input")];

    private static IEnumerable<string> Problems(JsonElement schema, JsonElement value, string name) =>
        schema.EnumerateObject().SelectMany(keyword => Problems(schema, keyword.Name, keyword.Value, value, name));

    private static IEnumerable<string> Problems(JsonElement schema, string keyword, JsonElement argument, JsonElement value, string name)
    {
        switch (keyword)
        {
            case "$schema" or "title" or "description" or "additionalProperties":
                return [];      // additionalProperties: with properties
            case "type":
                return Unless(IsOf(argument.GetString()!, value), schema, value, name, $"must be {Article(argument.GetString()!)}");
            case "const":
                return Unless(JsonElement.DeepEquals(argument, value), schema, value, name, $"must be {argument.GetRawText()}");
            case "minLength" when argument.GetInt32() == 1:
                return Unless(value.ValueKind != JsonValueKind.String || !value.ValueEquals(""), schema, value, name, "must not be empty");
            case "minimum":
                return Unless(value.ValueKind != JsonValueKind.Number || value.GetDouble() >= argument.GetDouble(), schema, value, name, $"must be {argument} or more");
            case "maximum":
                return Unless(value.ValueKind != JsonValueKind.Number || value.GetDouble() <= argument.GetDouble(), schema, value, name, $"must be {argument} or less");
            case "required" when value.ValueKind == JsonValueKind.Object:
                return argument.EnumerateArray().Select(one => one.GetString()!)
                    .Where(one => !value.TryGetProperty(one, out _))
                    .Select(one => $"{name} has no {one}. {Description(schema.GetProperty("properties").GetProperty(one))}");
            case "properties" when value.ValueKind == JsonValueKind.Object:
                return value.EnumerateObject().SelectMany(property => argument.TryGetProperty(property.Name, out var inner)
                    ? Problems(inner, property.Value, property.Name)
                    : [$"{Printable(property.Name)} is not known; there are {string.Join(", ", argument.EnumerateObject().Select(known => known.Name))}."]);
            case "not":
                return value.ValueKind == JsonValueKind.Object && argument.GetProperty("anyOf").EnumerateArray().Any(one => HasAll(one, value))
                    ? [Description(argument)]
                    : [];
            case "required" or "properties":
                return [];      // not an object, which "type" says
            default:
                throw new NotSupportedException($"The keyword {keyword} of {Resource} is not known here.");
        }
    }

    private static bool HasAll(JsonElement schema, JsonElement value) =>
        schema.GetProperty("required").EnumerateArray().All(one => value.TryGetProperty(one.GetString()!, out _));

    private static string[] Unless(bool valid, JsonElement schema, JsonElement value, string name, string demand) =>
        valid ? [] : [$"{name} is {Printable(value.GetRawText())} and {demand}. {Description(schema)}"];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && long.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => throw new NotSupportedException($"The type {type} of {Resource} is not known here."),
    };

    private static string Article(string type) => type switch
    {
        "object" => "a JSON object such as {\"video\": \"https://example.com/film.mp4\"}",
        "string" => "a text in quotes",
        "boolean" => "true or false",
        _ => "a whole number",
    };

    private static string Description(JsonElement schema) => schema.GetProperty("description").GetString()!;

    private static string Printable(string text)
    {
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
