using System.Text.Json.Nodes;
using VideoPipeline.Testing;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>Reads the definition of the state machine.</summary>
internal static class DefinitionFile
{
    /// <summary>The definition, with placeholders for the values that the template substitutes.</summary>
    public static string Text { get; } =
        File.ReadAllText(Path.Combine(Repository.Root, "statemachine", "video-pipeline.asl.json"));

    /// <summary>The names of the states of the top level and of the item processors of Map states.</summary>
    public static IEnumerable<string> StateNames => TemplateFile.DescendantsAndSelf(JsonNode.Parse(Text)).OfType<JsonObject>()
        .SelectMany(node => (node["States"] as JsonObject ?? []).Select(state => state.Key));
}
