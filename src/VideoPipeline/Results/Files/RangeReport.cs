using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoPipeline.Results.Files;

/// <summary><c>ranges/&lt;n&gt;.json</c>: what the worker of a range did in this run, for <c>run.json</c>.</summary>
/// <param name="Partial">The key of its partial.</param>
/// <param name="Reused">Whether the partial was there already.</param>
/// <param name="Started">When the worker began.</param>
/// <param name="Ended">When it was done.</param>
public sealed record RangeReport(string Partial, bool Reused, DateTimeOffset Started, DateTimeOffset Ended)
{
    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RangeReportJson.Default.RangeReport);

    /// <summary>Reads the file again.</summary>
    public static RangeReport Parse(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, RangeReportJson.Default.RangeReport)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RangeReport))]
internal sealed partial class RangeReportJson : JsonSerializerContext;
