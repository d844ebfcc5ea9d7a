using System.Buffers.Binary;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>The header of a PES packet (ISO/IEC 13818-1, 2.4.3.6).</summary>
/// <param name="Length">Bytes of the header.</param>
/// <param name="PacketLength">Bytes of the whole packet; null where it does not say.</param>
/// <param name="Pts">Presentation time in 1/90000 s, of 33 bits; null where it has none.</param>
/// <param name="Dts">Decode time; the same as <paramref name="Pts"/> where only that is given.</param>
/// <param name="IsScrambled">Whether its content is encrypted.</param>
internal readonly record struct PesHeader(int Length, int? PacketLength, long? Pts, long? Dts, bool IsScrambled)
{
    private const int FixedBytes = 9;
    private const int TimeBytes = 5;
    private const int LengthFieldEnd = 6;

    // Streams that have no such header: program stream maps and directories, padding, private stream 2, ECM, EMM, DSM-CC (table 2-22).
    private static readonly byte[] s_headless = [0xBC, 0xBE, 0xBF, 0xF0, 0xF1, 0xF2, 0xF8, 0xFF];

    /// <summary>Reads it.</summary>
    /// <returns>Null where the bytes do not begin with a whole one.</returns>
    public static PesHeader? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedBytes || bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 1) return null;
        if (s_headless.Contains(bytes[3]) || (bytes[6] & 0xC0) != 0x80) return null;
        var length = FixedBytes + bytes[8];
        var times = bytes[7] >> 6;
        var timeBytes = times switch { 2 => TimeBytes, 3 => 2 * TimeBytes, _ => 0 };
        if (length > bytes.Length || length < FixedBytes + timeBytes || times == 1) return null;
        long? pts = times >= 2 ? Time(bytes[FixedBytes..]) : null;
        var packet = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        return new PesHeader(
            length,
            packet == 0 ? null : LengthFieldEnd + packet,
            pts,
            times == 3 ? Time(bytes[(FixedBytes + TimeBytes)..]) : pts,
            (bytes[6] & 0x30) != 0);
    }

    private static long Time(ReadOnlySpan<byte> field) =>
        (long)(field[0] >> 1 & 7) << 30
        | (long)(BinaryPrimitives.ReadUInt16BigEndian(field[1..]) >> 1) << 15
        | (long)(BinaryPrimitives.ReadUInt16BigEndian(field[3..]) >> 1);
}
