using System.Buffers.Binary;

namespace VideoPipeline.Containers.Matroska;

/// <summary>The beginning of a block (RFC 9559, 10).</summary>
/// <param name="Track">The number of the track.</param>
/// <param name="Time">Ticks after the cluster's time stamp.</param>
/// <param name="Flags">As they are.</param>
/// <param name="Length">Bytes before the frames.</param>
internal readonly record struct BlockHeader(long Track, short Time, byte Flags, int Length)
{
    private const int AfterTrack = 3;

    /// <summary>The flag of simple blocks that a decoder may begin here.</summary>
    public bool IsKey => (Flags & 0x80) != 0;

    /// <summary>Whether it holds several frames.</summary>
    public bool IsLaced => (Flags & 0x06) != 0;

    /// <summary>Null where the bytes begin no block.</summary>
    public static BlockHeader? Read(ReadOnlySpan<byte> bytes)
    {
        var track = Vint.Read(bytes, out var number);
        return track == 0 || bytes.Length < track + AfterTrack
            ? null
            : new BlockHeader(number, BinaryPrimitives.ReadInt16BigEndian(bytes[track..]), bytes[track + 2], track + AfterTrack);
    }
}
