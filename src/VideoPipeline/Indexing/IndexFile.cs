using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Sources;

namespace VideoPipeline.Indexing;

/// <summary><c>index.json</c>: the index without its tables, and what it took to make it.</summary>
/// <param name="Index">The index.</param>
/// <param name="Access">What was read of the video.</param>
/// <param name="Seconds">How long it took on the clock.</param>
public sealed record IndexFile(VideoIndex Index, AccessCount Access, double Seconds)
{
    /// <summary>Where the tables lie; null where the file is not of the store (<see cref="StoredIndex"/>).</summary>
    public IndexTables? Tables { get; init; }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, IndexJson.Default.IndexFile);

    /// <summary>Reads the file again.</summary>
    public static IndexFile Parse(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, IndexJson.Default.IndexFile)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IndexFile))]
internal sealed partial class IndexJson : JsonSerializerContext;
