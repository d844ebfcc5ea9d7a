using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Containers.Common;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Matroska;

/// <summary>Matroska and WebM (RFC 9559).</summary>
internal sealed class MatroskaContainer : IContainer
{
    /// <inheritdoc/>
    public string Name => "matroska";

    /// <inheritdoc/>
    public IRemuxer Remuxer => MatroskaRemuxer.Instance;

    /// <inheritdoc/>
    public JsonTypeInfo TrackJson => MatroskaTrackJson.Default.MatroskaTrack;

    /// <inheritdoc/>
    public async Task<ContainerIndex?> IndexAsync(IVideoSource source, int? stream, CancellationToken cancellation) =>
        await MatroskaIndexer.ReadAsync(source, stream, cancellation) is { } index ? new ContainerIndex(index) : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MatroskaTrack))]
internal sealed partial class MatroskaTrackJson : JsonSerializerContext;
