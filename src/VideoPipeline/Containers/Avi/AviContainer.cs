using System.Buffers.Binary;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Avi;

/// <summary>AVI, which ffprobe indexes; but ffprobe reads a truncated one without a word, so its length is checked here.</summary>
/// <remarks>Source: Multimedia Programming Interface and Data Specifications 1.0, "RIFF file format".</remarks>
internal sealed class AviContainer : IContainer
{
    private const int HeaderBytes = 12;

    /// <inheritdoc/>
    public string Name => "avi";

    /// <inheritdoc/>
    /// <exception cref="CorruptVideoException">The first RIFF list is longer than the file.</exception>
    public async Task<ContainerIndex?> IndexAsync(IVideoSource source, int? stream, CancellationToken cancellation)
    {
        var header = new byte[HeaderBytes];
        if (await source.ReadAsync(0, header, cancellation) < HeaderBytes) return null;
        if (!header.AsSpan(0, 4).SequenceEqual("RIFF"u8) || !header.AsSpan(8, 4).SequenceEqual("AVI "u8)) return null;
        var stated = 8L + BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        return stated <= source.Length
            ? null
            : throw new CorruptVideoException(
                $"{SourceAddress.ForDisplay(source.Uri)} has {source.Length} bytes of the {stated} that its header states: it was cut off. " +
                "Fetch or export it again.");
    }
}
