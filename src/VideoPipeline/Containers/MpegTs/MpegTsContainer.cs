using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Containers.Common;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>MPEG transport streams (ISO/IEC 13818-1). Only the first video stream can be split.</summary>
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
        var result = await TsIndexer.ReadAsync(source, cancellation);
        return result?.Index is { } index && stream is not null && stream != index.Video.Stream
            ? new ContainerIndex(null, "only the first video stream of a transport stream can be split")
            : result;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TsTrack))]
internal sealed partial class TsTrackJson : JsonSerializerContext;
