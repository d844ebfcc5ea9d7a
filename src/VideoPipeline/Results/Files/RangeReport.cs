using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoPipeline.Results.Files;

/// <summary><c>ranges/&lt;n&gt;.json</c>: the report of the worker of a range in this run, input to <c>run.json</c>.</summary>
/// <param name="Partial">The key of the partial; null if there is none because the video cannot be split.</param>
/// <param name="Reused">Whether an existing partial was reused.</param>
/// <param name="Started">When the worker started.</param>
/// <param name="Ended">When the worker ended.</param>
/// <param name="UnsplittableReason">Why the worker found that the video cannot be split; null unless it did.</param>
internal sealed record RangeReport(
    string? Partial, bool Reused, DateTimeOffset Started, DateTimeOffset Ended, string? UnsplittableReason = null)
{
    /// <summary>Serializes the report.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RangeReportJson.Default.RangeReport);

    /// <summary>Parses the file.</summary>
    public static RangeReport Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, RangeReportJson.Default.RangeReport)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RangeReport))]
internal sealed partial class RangeReportJson : JsonSerializerContext;
