using System.Text.Json.Nodes;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>
/// Matches events with EventBridge event patterns. Supports the operators of the template: exact values and prefix
/// (Amazon EventBridge user guide, "Comparison operators for use in event patterns").
/// </summary>
internal static class EventPattern
{
    /// <summary>Whether a value matches a pattern.</summary>
    public static bool Matches(JsonNode pattern, JsonNode? value) => pattern switch
    {
        JsonObject map => value is JsonObject && map.All(entry => Matches(entry.Value!, value[entry.Key])),
        JsonArray choices => value is JsonValue && choices.Any(choice => MatchesChoice(choice!, value)),
        _ => throw new NotSupportedException($"A pattern consists of objects and arrays (got {pattern})."),
    };

    private static bool MatchesChoice(JsonNode choice, JsonNode value) => choice switch
    {
        JsonValue => choice.ToString() == value.ToString(),
        JsonObject { Count: 1 } test when test["prefix"] is { } prefix =>
            value.ToString().StartsWith(prefix.ToString(), StringComparison.Ordinal),
        _ => throw new NotSupportedException($"The operator {choice} is not supported."),
    };
}
