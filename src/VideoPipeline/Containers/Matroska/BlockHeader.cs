using System.Buffers.Binary;

namespace VideoPipeline.Containers.Matroska;

/// <summary>The header of a Block or SimpleBlock (RFC 9559, 10).</summary>
/// <param name="Track">The track number.</param>
/// <param name="Time">The time stamp relative to the cluster's, in ticks.</param>
/// <param name="Flags">The flags.</param>
/// <param name="Length">The number of bytes before the lacing header and the frames.</param>
internal readonly record struct BlockHeader(long Track, short Time, byte Flags, int Length)
{
    private const int BytesAfterTrack = 3;

    /// <summary>Whether a SimpleBlock contains only key frames.</summary>
    public bool IsKey => (Flags & 0x80) != 0;

    /// <summary>Whether lacing is used: the block contains several frames.</summary>
    public bool IsLaced => (Flags & 0x06) != 0;

    /// <summary>Parses a block header. Returns null if the bytes are too short or the track number is not a vint.</summary>
    public static BlockHeader? Read(ReadOnlySpan<byte> bytes)
    {
        var length = Vint.Read(bytes, out var number);
        return length == 0 || bytes.Length < length + BytesAfterTrack
            ? null
            : new BlockHeader(
                number, BinaryPrimitives.ReadInt16BigEndian(bytes[length..]), bytes[length + 2], length + BytesAfterTrack);
    }
}
