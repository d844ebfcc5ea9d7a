using System.Reflection;
using System.Text.Json.Nodes;
using VideoPipeline.Functions;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The names of states in code and in the definition agree.</summary>
public sealed class StateNamesTests
{
    private static readonly IReadOnlyList<FieldInfo> s_constants =
        typeof(StateNames).GetFields(BindingFlags.Public | BindingFlags.Static);

    [Fact]
    public void Constants_AreExactlyTheStatesOfTheDefinition()
    {
        var definition = JsonNode.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "statemachine", "video-pipeline.asl.json")));

        // The states of the top level, and those of the item processors of Map states.
        var states = TemplateFile.DescendantsAndSelf(definition).OfType<JsonObject>()
            .SelectMany(node => (node["States"] as JsonObject ?? []).Select(state => state.Key));

        Assert.Equal(states.Order(), s_constants.Select(constant => (string)constant.GetRawConstantValue()!).Order());
    }

    [Fact]
    public void Constants_HaveTheNamesOfTheirStates() =>
        Assert.All(s_constants, constant => Assert.Equal(constant.Name, (string?)constant.GetRawConstantValue()));
}
