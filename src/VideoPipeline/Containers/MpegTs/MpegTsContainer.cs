using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Containers.Common;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>MPEG transport streams (ISO/IEC 13818-1); of each the first video stream.</summary>
internal sealed class MpegTsContainer : IContainer
{
    /// <inheritdoc/>
    public string Name => "mpegts";

    /// <inheritdoc/>
    public IRemuxer Remuxer => TsRemuxer.Instance;

    /// <inheritdoc/>
    public JsonTypeInfo TrackJson => TsTrackJson.Default.TsTrack;

    /// <inheritdoc/>
    public async Task<ContainerIndex?> IndexAsync(IVideoSource source, int? stream, CancellationToken cancellation)
    {
        var found = await TsIndexer.ReadAsync(source, cancellation);
        return found?.Index is { } index && stream is not null && stream != index.Video.Stream
            ? new ContainerIndex(null, "of a transport stream only the first video stream is cut")
            : found;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TsTrack))]
internal sealed partial class TsTrackJson : JsonSerializerContext;
