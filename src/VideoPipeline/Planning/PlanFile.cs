using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoPipeline.Planning;

/// <summary>Reads and writes <c>plan.json</c>, the plan. The Map state reads its <c>ranges</c>.</summary>
internal static class PlanFile
{
    /// <summary>Serializes a plan.</summary>
    public static byte[] ToBytes(Plan plan) => JsonSerializer.SerializeToUtf8Bytes(plan, PlanJson.Default.Plan);

    /// <summary>Deserializes a plan.</summary>
    public static Plan Parse(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, PlanJson.Default.Plan)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Plan))]
internal sealed partial class PlanJson : JsonSerializerContext;
