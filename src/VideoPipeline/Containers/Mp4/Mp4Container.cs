using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Mp4;

/// <summary>MP4 and QuickTime (ISO/IEC 14496-12, QuickTime File Format).</summary>
internal sealed class Mp4Container : IContainer
{
    /// <inheritdoc/>
    public string Name => "mov";

    /// <inheritdoc/>
    public IRemuxer Remuxer => Mp4Remuxer.Instance;

    /// <inheritdoc/>
    public JsonTypeInfo TrackJson => Mp4TrackJson.Default.Mp4Track;

    /// <inheritdoc/>
    public async Task<ContainerIndex?> IndexAsync(IVideoSource source, int? stream, CancellationToken cancellation)
    {
        try
        {
            return await Mp4Indexer.ReadAsync(source, stream, cancellation) is { } index ? new ContainerIndex(index) : null;
        }
        catch (CorruptVideoException damage) when (damage.InnerException is MalformedBoxException box)
        {
            // ffmpeg may be able to read a file with malformed boxes. Its result is then the reference.
            return new ContainerIndex(null, box.Message.TrimEnd('.'), damage);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Mp4Track))]
internal sealed partial class Mp4TrackJson : JsonSerializerContext;
