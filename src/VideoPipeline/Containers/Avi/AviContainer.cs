using System.Buffers.Binary;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Avi;

/// <summary>AVI. ffprobe indexes it, but does not report truncated files, so the file's length is checked here.</summary>
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
        var expected = 8L + BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        return expected <= source.Length
            ? null
            : throw new CorruptVideoException(
                $"{source.DisplayName} is truncated: it has {source.Length} of {expected} bytes. " +
                "Download or export it again.");
    }
}
