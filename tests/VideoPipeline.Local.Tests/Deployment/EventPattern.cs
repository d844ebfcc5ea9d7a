using System.Globalization;
using System.Text.Json.Nodes;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>
/// Whether an event matches a pattern of EventBridge, as far as the template's goes: values, prefixes and "greater than" (Amazon
/// EventBridge user guide, "Comparison operators for use in event patterns").
/// </summary>
internal static class EventPattern
{
    public static bool Matches(JsonNode pattern, JsonNode? value) => pattern switch
    {
        JsonObject map => value is JsonObject && map.All(entry => Matches(entry.Value!, value[entry.Key])),
        JsonArray choices => value is JsonValue && choices.Any(choice => Admits(choice!, value)),
        _ => throw new NotSupportedException($"A pattern holds objects and lists, not {pattern}."),
    };

    private static bool Admits(JsonNode choice, JsonNode value) => choice switch
    {
        JsonValue => choice.ToString() == value.ToString(),
        JsonObject { Count: 1 } test when test["prefix"] is { } prefix => value.ToString().StartsWith(prefix.ToString(), StringComparison.Ordinal),
        JsonObject { Count: 1 } test when test["numeric"] is JsonArray { Count: 2 } numeric && numeric[0]!.ToString() == ">" =>
            value.GetValue<decimal>() > decimal.Parse(numeric[1]!.ToString(), CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"The test {choice} of a pattern is not known here."),
    };
}
