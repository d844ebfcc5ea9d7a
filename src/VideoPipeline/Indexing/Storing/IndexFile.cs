using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Indexing.Storing;

/// <summary><c>index.json</c>: the index without its tables, and what it took to make it.</summary>
/// <param name="Index">The index.</param>
/// <param name="Access">What was read of the video.</param>
/// <param name="Seconds">How long it took on the clock.</param>
public sealed record IndexFile(VideoIndex Index, AccessCount Access, double Seconds)
{
    private static readonly JsonTypeInfo<IndexFile> s_json = Contract();

    /// <summary>Where the tables lie; null where the file is not of the store (<see cref="StoredIndex"/>).</summary>
    public IndexTables? Tables { get; init; }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, s_json);

    /// <summary>Reads the file again.</summary>
    public static IndexFile Parse(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, s_json)!;

    // Tracks are told apart by the name of their container, and each container knows its own.
    private static JsonTypeInfo<IndexFile> Contract()
    {
        var tracks = ContainerFormats.All.Where(container => container.TrackJson is not null).ToList();
        var contract = JsonTypeInfoResolver
            .Combine([IndexJson.Default, .. tracks.Select(container => container.TrackJson!.OriginatingResolver!)])
            .WithAddedModifier(type =>
            {
                if (type.Type != typeof(ContainerTrack)) return;
                type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "container" };
                foreach (var container in tracks)
                    type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(container.TrackJson!.Type, container.Name));
            });
        return (JsonTypeInfo<IndexFile>)new JsonSerializerOptions(IndexJson.Default.Options) { TypeInfoResolver = contract }.GetTypeInfo(typeof(IndexFile));
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IndexFile))]
internal sealed partial class IndexJson : JsonSerializerContext;
