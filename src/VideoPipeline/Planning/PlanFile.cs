using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoPipeline.Planning;

/// <summary><c>plan.json</c>: the plan; the state machine's map reads its <c>ranges</c>.</summary>
public static class PlanFile
{
    /// <summary>The file's bytes.</summary>
    public static byte[] ToBytes(Plan plan) => JsonSerializer.SerializeToUtf8Bytes(plan, PlanJson.Default.Plan);

    /// <summary>Reads the file again.</summary>
    public static Plan Parse(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, PlanJson.Default.Plan)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Plan))]
internal sealed partial class PlanJson : JsonSerializerContext;
