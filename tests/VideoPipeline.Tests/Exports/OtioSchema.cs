using System.Text.Json;
using Xunit;

namespace VideoPipeline.Tests.Exports;

/// <summary>Checks a timeline against the schemas of OpenTimelineIO that it uses: which fields an object has, and of which type
/// they are. No reader of OpenTimelineIO is to be had from NuGet, npm or Debian.</summary>
/// <remarks>OpenTimelineIO's documentation, "OTIO Serialized Data Documentation".</remarks>
internal static class OtioSchema
{
    private const string Text = "text", Flag = "flag", Number = "number", Any = "any";

    private static readonly Dictionary<string, string> s_item = new()
    {
        ["name"] = Text, ["metadata"] = Any, ["source_range"] = "TimeRange.1", ["effects"] = "Effect.1[]",
        ["markers"] = "Marker.2[]", ["enabled"] = Flag,
    };

    private static readonly Dictionary<string, Dictionary<string, string>> s_schemas = new()
    {
        ["Timeline.1"] = new()
        {
            ["name"] = Text, ["metadata"] = Any, ["global_start_time"] = "RationalTime.1", ["tracks"] = "Stack.1",
        },
        ["Stack.1"] = new(s_item) { ["children"] = "Track.1[]" },
        ["Track.1"] = new(s_item) { ["children"] = "Clip.2|Gap.1[]", ["kind"] = Text },
        ["Clip.2"] = new(s_item) { ["media_references"] = "ExternalReference.1{}", ["active_media_reference_key"] = Text },
        ["Gap.1"] = s_item,
        ["ExternalReference.1"] = new()
        {
            ["name"] = Text, ["metadata"] = Any, ["available_range"] = "TimeRange.1", ["target_url"] = Text,
        },
        ["TimeRange.1"] = new() { ["start_time"] = "RationalTime.1", ["duration"] = "RationalTime.1" },
        ["RationalTime.1"] = new() { ["rate"] = Number, ["value"] = Number },
    };

    // What an object cannot be read without.
    private static readonly Dictionary<string, string[]> s_required = new()
    {
        ["Timeline.1"] = ["tracks"], ["Track.1"] = ["kind", "children"], ["Stack.1"] = ["children"],
        ["Clip.2"] = ["media_references", "active_media_reference_key"], ["ExternalReference.1"] = ["target_url"],
        ["TimeRange.1"] = ["start_time", "duration"], ["RationalTime.1"] = ["rate", "value"],
    };

    /// <summary>Asserts that a file is a timeline.</summary>
    public static void Validate(JsonElement timeline) => Check(timeline, "Timeline.1", "timeline");

    private static void Check(JsonElement value, string type, string path)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            foreach (var (index, item) in value.EnumerateArray().Index()) Check(item, type[..^2], $"{path}[{index}]");
        }
        else if (type.EndsWith("{}", StringComparison.Ordinal))
        {
            foreach (var field in value.EnumerateObject()) Check(field.Value, type[..^2], $"{path}.{field.Name}");
        }
        else if (type is Text or Flag or Number or Any) Assert.True(IsOf(value.ValueKind, type), $"{path} is {value.ValueKind}");
        // Of fields with objects, null is the default.
        else if (value.ValueKind != JsonValueKind.Null) CheckObject(value, type, path);
    }

    private static void CheckObject(JsonElement value, string type, string path)
    {
        var schema = value.GetProperty("OTIO_SCHEMA").GetString()!;
        Assert.True(type.Split('|').Contains(schema), $"{path} is {schema}, not {type}");
        var fields = s_schemas[schema];
        foreach (var field in value.EnumerateObject().Where(field => field.Name != "OTIO_SCHEMA"))
        {
            Assert.True(fields.TryGetValue(field.Name, out var fieldType), $"{schema} has no {field.Name}, in {path}");
            Check(field.Value, fieldType!, $"{path}.{field.Name}");
        }
        foreach (var name in s_required.GetValueOrDefault(schema, []))
            Assert.True(value.TryGetProperty(name, out _), $"{path} lacks {name}");
    }

    private static bool IsOf(JsonValueKind kind, string type) => type switch
    {
        Text => kind == JsonValueKind.String,
        Flag => kind is JsonValueKind.True or JsonValueKind.False,
        Number => kind == JsonValueKind.Number,
        _ => kind == JsonValueKind.Object,
    };
}
