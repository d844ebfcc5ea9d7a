namespace VideoPipeline.Containers.MpegTs;

/// <summary>
/// Computes the checksum of sections (ISO/IEC 13818-1, annex A): CRC-32 with polynomial 04C11DB7, most significant bit first.
/// </summary>
internal static class SectionChecksum
{
    private const uint Polynomial = 0x04C11DB7;

    /// <summary>Computes the CRC. It is 0 for a section that includes its correct checksum.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= (uint)value << 24;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x80000000) != 0 ? crc << 1 ^ Polynomial : crc << 1;
        }
        return crc;
    }
}
