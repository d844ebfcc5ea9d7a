using System.Buffers.Binary;
using VideoPipeline.Sources;

namespace VideoPipeline.Containers.Avi;

/// <summary>Whether an AVI file is all there: ffprobe reads one that was cut off without a word.</summary>
public static class AviLength
{
    private const int HeaderBytes = 12;

    /// <summary>Compares the length that the first RIFF list states with that of the file. What is no AVI passes.</summary>
    /// <exception cref="CorruptVideoException">The list is longer than the file.</exception>
    /// <remarks>Source: Multimedia Programming Interface and Data Specifications 1.0, "RIFF file format".</remarks>
    public static async Task CheckAsync(IVideoSource source, CancellationToken cancellation)
    {
        var header = new byte[HeaderBytes];
        if (await source.ReadAsync(0, header, cancellation) < HeaderBytes) return;
        if (!header.AsSpan(0, 4).SequenceEqual("RIFF"u8) || !header.AsSpan(8, 4).SequenceEqual("AVI "u8)) return;
        var stated = 8L + BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        if (stated > source.Length)
            throw new CorruptVideoException(
                $"{SourceAddress.ForPeople(source.Uri)} has {source.Length} bytes of the {stated} that its header states: it was cut off. " +
                "Fetch or export it again.");
    }
}
