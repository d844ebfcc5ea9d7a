using System.Text.Json;
using System.Text.RegularExpressions;

namespace VideoPipeline.Testing;

/// <summary>
/// Validates a document against a JSON Schema (2020-12), for the keywords that the schemas in <c>docs/</c> use. Any other keyword
/// throws, so that none is ignored.
/// </summary>
internal sealed class JsonSchema(JsonElement root)
{
    /// <summary>Returns the errors of the document; empty if it is valid.</summary>
    public IReadOnlyList<string> Errors(JsonElement document) => [.. Errors(root, document, "$")];

    private IEnumerable<string> Errors(JsonElement schema, JsonElement value, string path) =>
        schema.EnumerateObject().SelectMany(keyword => Errors(schema, keyword.Name, keyword.Value, value, path));

    private IEnumerable<string> Errors(JsonElement schema, string keyword, JsonElement argument, JsonElement value, string path)
    {
        switch (keyword)
        {
            case "$schema" or "$defs" or "title" or "description":
                return [];
            case "$ref":
                return Errors(root.GetProperty("$defs").GetProperty(argument.GetString()!["#/$defs/".Length..]), value, path);
            case "type":
                var types = argument.ValueKind == JsonValueKind.Array
                    ? argument.EnumerateArray()
                    : Enumerable.Repeat(argument, 1);
                return Unless(types.Any(type => Is(type.GetString()!, value)), $"{path} is not of type {argument}");
            case "const":
                return Unless(JsonElement.DeepEquals(argument, value), $"{path} is not {argument}");
            case "enum":
                return Unless(
                    argument.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), $"{path} is none of {argument}");
            case "minimum":
                return Unless(
                    value.ValueKind != JsonValueKind.Number || value.GetDouble() >= argument.GetDouble(),
                    $"{path} is below {argument}");
            case "maximum":
                return Unless(
                    value.ValueKind != JsonValueKind.Number || value.GetDouble() <= argument.GetDouble(),
                    $"{path} is above {argument}");
            case "minLength":
                return Unless(
                    value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= argument.GetInt32(),
                    $"{path} is too short");
            case "not":
                return Unless(Errors(argument, value, path).Any(), $"{path} is {argument}");
            case "anyOf":
                return Unless(
                    argument.EnumerateArray().Any(one => !Errors(one, value, path).Any()), $"{path} is none of {argument}");
            case "pattern":
                return Unless(
                    value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, argument.GetString()!),
                    $"{path} is not {argument}");
            case "minItems":
                return Unless(
                    value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= argument.GetInt32(),
                    $"{path} is too short");
            case "maxItems":
                return Unless(
                    value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= argument.GetInt32(),
                    $"{path} is too long");
            case "items":
                return value.ValueKind != JsonValueKind.Array
                    ? []
                    : value.EnumerateArray().SelectMany((item, index) => Errors(argument, item, $"{path}[{index}]"));
            case "required":
                return value.ValueKind != JsonValueKind.Object
                    ? []
                    : argument.EnumerateArray().SelectMany(name =>
                        Unless(value.TryGetProperty(name.GetString()!, out _), $"{path} has no {name}"));
            case "properties":
                return value.ValueKind != JsonValueKind.Object
                    ? []
                    : argument.EnumerateObject().SelectMany(property =>
                        value.TryGetProperty(property.Name, out var inner)
                            ? Errors(property.Value, inner, $"{path}.{property.Name}")
                            : []);
            case "additionalProperties" when argument.ValueKind == JsonValueKind.False:
                return value.ValueKind != JsonValueKind.Object
                    ? []
                    : value.EnumerateObject().SelectMany(property =>
                        Unless(
                            schema.GetProperty("properties").TryGetProperty(property.Name, out _),
                            $"{path} has {property.Name}"));
            default:
                throw new NotSupportedException($"The keyword {keyword} is not supported.");
        }
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && decimal.IsInteger(value.GetDecimal()),
        _ => throw new NotSupportedException($"The type {type} is not supported."),
    };

    private static string[] Unless(bool valid, string error) => valid ? [] : [error];
}
