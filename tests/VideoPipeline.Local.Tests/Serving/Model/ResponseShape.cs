using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoPipeline.Local.Tests.Serving.Model;

/// <summary>Validates responses against their shapes in the service model.</summary>
internal static class ResponseShape
{
    /// <summary>What is wrong with a response, each with its place.</summary>
    public static IEnumerable<string> Problems(ServiceModel model, string operation, JsonObject response) =>
        Problems(model, model.Shape(operation, "output"), response, operation);

    private static IEnumerable<string> Problems(ServiceModel model, JsonObject shape, JsonNode? value, string path)
    {
        var type = (string)shape["type"]!;
        if (value?.GetValueKind() is not { } kind || !IsOfType(kind, type))
            return [$"{path}: {value?.ToJsonString()} is not a {type}"];
        return type switch
        {
            "structure" => Members(model, shape, value.AsObject(), path),
            "list" => value.AsArray().SelectMany((item, index) =>
                Problems(model, model.ShapeOf(shape["member"]!), item, $"{path}[{index}]")),
            "map" => value.AsObject().SelectMany(entry =>
                Problems(model, model.ShapeOf(shape["value"]!), entry.Value, $"{path}.{entry.Key}")),
            "string" when shape["enum"] is { } values && !values.AsArray().Any(known => (string)known! == (string)value!) =>
                [$"{path}: {value} is not one of {values.ToJsonString()}"],
            _ => [],
        };
    }

    private static IEnumerable<string> Members(ServiceModel model, JsonObject shape, JsonObject value, string path)
    {
        var members = shape["members"]!.AsObject();
        var missing = ServiceModel.Required(shape)
            .Where(name => !value.ContainsKey(name))
            .Select(name => $"{path}.{name} is missing");
        return missing.Concat(value.SelectMany(member => members[member.Key] is { } known
            ? Problems(model, model.ShapeOf(known), member.Value, $"{path}.{member.Key}")
            : [$"{path}.{member.Key} is unknown"]));
    }

    private static bool IsOfType(JsonValueKind kind, string type) => type switch
    {
        "structure" or "map" => kind == JsonValueKind.Object,
        "list" => kind == JsonValueKind.Array,
        "string" => kind == JsonValueKind.String,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        _ => kind == JsonValueKind.Number,
    };
}
