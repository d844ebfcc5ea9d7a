using System.Text.Json.Nodes;

namespace VideoPipeline.Local.Tests.Serving.Model;

/// <summary>Creates requests that violate one constraint of the service model.</summary>
internal static class InvalidValues
{
    /// <summary>Variants of a valid request, with what is wrong in each and the error it must have.</summary>
    public static IEnumerable<(string Violation, JsonNode Request, string Error)> Of(
        ServiceModel model, string operation, JsonObject valid) => Structures(model, model.Shape(operation, "input"), valid, "");

    private static IEnumerable<(string Violation, JsonNode Value, string Error)> Structures(
        ServiceModel model, JsonObject shape, JsonObject valid, string path)
    {
        foreach (var name in ServiceModel.Required(shape))
            yield return ($"{path}{name} is missing", With(valid, name, null), "ValidationException");
        foreach (var (name, member) in shape["members"]!.AsObject())
        {
            var memberShape = model.ShapeOf(member!);
            foreach (var (violation, value, error) in Values(model, memberShape, valid[name], path + name))
                yield return (violation, With(valid, name, value), error);
        }
    }

    private static IEnumerable<(string Violation, JsonNode Value, string Error)> Values(
        ServiceModel model, JsonObject shape, JsonNode? valid, string path)
    {
        var (min, max) = ((long?)shape["min"], (long?)shape["max"]);
        switch ((string)shape["type"]!)
        {
            case "string":
                if (min > 0) yield return Invalid($"{path} is empty", "");
                if (max is { } length) yield return Invalid($"{path} is too long", new string('x', (int)length + 1));
                if (shape["pattern"] is not null) yield return Invalid($"{path} does not match", "é");
                if (shape["enum"] is not null) yield return Invalid($"{path} is not in the set", "none");
                yield return ($"{path} is a number", 1, "SerializationException");
                yield return ($"{path} is a list", new JsonArray(), "SerializationException");
                break;
            case "boolean":
                yield return ($"{path} is a string", "true", "SerializationException");
                break;
            case "list":
                var item = model.ShapeOf(shape["member"]!);
                var validItem = valid?.AsArray().FirstOrDefault() ?? Sample(model, item);
                if (min > 0) yield return Invalid($"{path} is empty", new JsonArray());
                if (max is { } count)
                {
                    var items = Enumerable.Range(0, (int)count + 1).Select(_ => validItem.DeepClone());
                    yield return Invalid($"{path} is too long", new JsonArray([.. items]));
                }
                foreach (var (violation, value, error) in Values(model, item, validItem, path + ".1.member"))
                    yield return (violation, new JsonArray(value), error);
                yield return ($"{path} is a string", "x", "SerializationException");
                break;
            case "structure":
                var structure = valid?.AsObject() ?? Sample(model, shape).AsObject();
                foreach (var variant in Structures(model, shape, structure, path + ".")) yield return variant;
                yield return ($"{path} is a list", new JsonArray(), "SerializationException");
                break;
            default:
                if (min is { } least) yield return Invalid($"{path} is too small", least - 1);
                if (max is { } most) yield return Invalid($"{path} is too large", most + 1);
                yield return ($"{path} is a string", "1", "SerializationException");
                break;
        }
    }

    private static (string Violation, JsonNode Value, string Error) Invalid(string violation, JsonNode value) =>
        (violation, value, "ValidationException");

    // A valid value, with the required members only.
    private static JsonNode Sample(ServiceModel model, JsonObject shape) => (string)shape["type"]! switch
    {
        "structure" => new JsonObject(ServiceModel.Required(shape).Select(name => KeyValuePair.Create(
            name, (JsonNode?)Sample(model, model.ShapeOf(shape["members"]![name]!))))),
        "list" => new JsonArray(Sample(model, model.ShapeOf(shape["member"]!))),
        "string" => (string?)shape["enum"]?[0] ?? "x",
        "boolean" => true,
        _ => (long?)shape["min"] ?? 1,
    };

    private static JsonObject With(JsonObject json, string name, JsonNode? value)
    {
        var changed = json.DeepClone().AsObject();
        if (value is null) changed.Remove(name);
        else changed[name] = value.Parent is null ? value : value.DeepClone();
        return changed;
    }
}
