using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Containers;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Indexing.Storing;

/// <summary>The content of <c>index.json</c>: the index without its tables, and the cost of creating it.</summary>
/// <param name="Index">The index.</param>
/// <param name="Access">The number of requests and bytes read from the video.</param>
/// <param name="Seconds">The elapsed time in seconds.</param>
internal sealed record IndexFile(VideoIndex Index, AccessCount Access, double Seconds)
{
    private static readonly JsonTypeInfo<IndexFile> s_json = CreateTypeInfo();

    /// <summary>The positions of the tables; null if the index is not stored (<see cref="StoredIndex"/>).</summary>
    public IndexTables? Tables { get; init; }

    /// <summary>Serializes the file.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, s_json);

    /// <summary>Deserializes a file.</summary>
    public static IndexFile Parse(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, s_json)!;

    // The discriminator of a track is the name of its container, which provides the type information.
    private static JsonTypeInfo<IndexFile> CreateTypeInfo()
    {
        var tracks = ContainerFormats.All.Where(container => container.TrackJson is not null).ToList();
        var resolver = JsonTypeInfoResolver
            .Combine([IndexJson.Default, .. tracks.Select(container => container.TrackJson!.OriginatingResolver!)])
            .WithAddedModifier(type =>
            {
                if (type.Type != typeof(ContainerTrack)) return;
                type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "container" };
                foreach (var container in tracks)
                    type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(container.TrackJson!.Type, container.Name));
            });
        var options = new JsonSerializerOptions(IndexJson.Default.Options) { TypeInfoResolver = resolver };
        return (JsonTypeInfo<IndexFile>)options.GetTypeInfo(typeof(IndexFile));
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IndexFile))]
internal sealed partial class IndexJson : JsonSerializerContext;
