namespace VideoPipeline.Containers.MpegTs;

/// <summary>The check sum of sections (ISO/IEC 13818-1, annex A): CRC-32 with polynomial 04C11DB7, most significant bit first.</summary>
internal static class SectionChecksum
{
    private const uint Polynomial = 0x04C11DB7;

    /// <summary>0 for a whole section that ends with its own check sum.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= (uint)value << 24;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 0x80000000) != 0 ? sum << 1 ^ Polynomial : sum << 1;
        }
        return sum;
    }
}
