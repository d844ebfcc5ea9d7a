using System.Buffers.Binary;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>The header of a PES packet (ISO/IEC 13818-1, 2.4.3.6).</summary>
/// <param name="Length">The number of bytes of the header.</param>
/// <param name="PacketLength">The number of bytes of the packet; null if it is not declared.</param>
/// <param name="Pts">The PTS in 1/90000 s, 33 bits; null if there is none.</param>
/// <param name="Dts">The DTS; equal to <paramref name="Pts"/> if the header has only a PTS.</param>
/// <param name="IsScrambled">Whether the payload is scrambled.</param>
internal readonly record struct PesHeader(int Length, int? PacketLength, long? Pts, long? Dts, bool IsScrambled)
{
    private const int FixedBytes = 9;
    private const int TimestampBytes = 5;
    private const int LengthFieldEnd = 6;

    // The stream_id values without this header: program stream map and directory, padding, private stream 2, ECM, EMM, DSM-CC
    // (table 2-22).
    private static readonly byte[] s_idsWithoutHeader = [0xBC, 0xBE, 0xBF, 0xF0, 0xF1, 0xF2, 0xF8, 0xFF];

    /// <summary>Parses a PES header.</summary>
    /// <returns>Null if the bytes do not start with a complete header.</returns>
    public static PesHeader? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedBytes || bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 1) return null;
        if (s_idsWithoutHeader.Contains(bytes[3]) || (bytes[6] & 0xC0) != 0x80) return null;
        var length = FixedBytes + bytes[8];
        var flags = bytes[7] >> 6; // PTS_DTS_flags
        var timestampBytes = flags switch { 2 => TimestampBytes, 3 => 2 * TimestampBytes, _ => 0 };
        if (length > bytes.Length || length < FixedBytes + timestampBytes || flags == 1) return null;
        long? pts = flags >= 2 ? ReadTimestamp(bytes[FixedBytes..]) : null;
        var packetLength = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        return new PesHeader(
            length,
            packetLength == 0 ? null : LengthFieldEnd + packetLength,
            pts,
            flags == 3 ? ReadTimestamp(bytes[(FixedBytes + TimestampBytes)..]) : pts,
            (bytes[6] & 0x30) != 0);
    }

    private static long ReadTimestamp(ReadOnlySpan<byte> field) =>
        (long)(field[0] >> 1 & 7) << 30
        | (long)(BinaryPrimitives.ReadUInt16BigEndian(field[1..]) >> 1) << 15
        | (long)(BinaryPrimitives.ReadUInt16BigEndian(field[3..]) >> 1);
}
