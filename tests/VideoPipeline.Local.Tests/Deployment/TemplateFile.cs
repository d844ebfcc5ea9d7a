using System.Text.Json.Nodes;
using VideoPipeline.Testing;
using YamlDotNet.RepresentationModel;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>Reads <c>template.yaml</c> as JSON, with intrinsic functions in long form (<c>{"Ref": "X"}</c>).</summary>
internal static class TemplateFile
{
    /// <summary>The template.</summary>
    public static JsonObject Root { get; } = Load();

    /// <summary>The resources, by logical ID.</summary>
    public static JsonObject Resources => Root["Resources"]!.AsObject();

    /// <summary>The properties of a resource.</summary>
    public static JsonObject Properties(string resource) => Resources[resource]!["Properties"]!.AsObject();

    /// <summary>The logical IDs of the resources of a type.</summary>
    public static IEnumerable<string> OfType(string type) =>
        Resources.Where(resource => (string?)resource.Value!["Type"] == type).Select(resource => resource.Key);

    /// <summary>A node and all its descendants.</summary>
    public static IEnumerable<JsonNode> DescendantsAndSelf(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => DescendantsAndSelf(entry.Value)).Prepend(map),
        JsonArray list => list.SelectMany(DescendantsAndSelf).Prepend(list),
        null => [],
        _ => [node],
    };

    private static JsonObject Load()
    {
        using var reader = File.OpenText(Path.Combine(Repository.Root, "template.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return Json(yaml.Documents[0].RootNode)!.AsObject();
    }

    private static JsonNode? Json(YamlNode node)
    {
        JsonNode? plain = node switch
        {
            YamlMappingNode map => new JsonObject(map.Select(
                entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Json(entry.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Select(Json)]),
            YamlScalarNode scalar => scalar.Value,
            _ => throw new NotSupportedException($"The YAML node type {node.NodeType} is not supported."),
        };
        if (node.Tag.IsEmpty || !node.Tag.IsLocal) return plain;
        var name = node.Tag.Value[1..];
        return new JsonObject { [name is "Ref" or "Condition" ? name : $"Fn::{name}"] = plain };
    }
}
