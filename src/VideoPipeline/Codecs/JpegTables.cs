namespace VideoPipeline.Codecs;

/// <summary>
/// The tables that a JPEG picture defines and uses, one bit each: 4 quantization tables, then 16 DC and 16 AC Huffman tables.
/// </summary>
internal static class JpegTables
{
    private const int DirectCurrent = 4, AlternatingCurrent = 20;

    /// <summary>Reads the tables that a DQT or DHT segment defines (T.81, B.2.4.1 and B.2.4.2).</summary>
    public static ulong ReadDefined(int marker, ReadOnlySpan<byte> body)
    {
        var defined = 0UL;
        while (body.Length > 0)
        {
            var (kind, number) = (body[0] >> 4, body[0] & 0xF);
            int length;
            if (marker == JpegSegments.QuantizationTables)
            {
                length = 1 + (kind == 0 ? 64 : 128);
                defined |= Bit(0, number & 3);
            }
            else
            {
                length = 17;
                for (var i = 1; i < Math.Min(17, body.Length); i++) length += body[i];
                defined |= Bit(kind == 0 ? DirectCurrent : AlternatingCurrent, number);
            }
            if (length > body.Length) break;
            body = body[length..];
        }
        return defined;
    }

    /// <summary>Reads the quantization tables that the components of a SOF segment use (B.2.2).</summary>
    public static ulong ReadUsedByFrame(ReadOnlySpan<byte> body)
    {
        var used = 0UL;
        for (var offset = 6; offset + 3 <= body.Length; offset += 3) used |= Bit(0, body[offset + 2] & 3);
        return used;
    }

    /// <summary>
    /// Reads the Huffman tables that the components of a SOS segment use (B.2.3). A progressive scan uses only those of its
    /// coefficients.
    /// </summary>
    public static ulong ReadUsedByScan(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return 0;
        var components = body[0];
        var selection = 1 + (2 * components);
        if (body.Length < selection + 3) return 0;
        var (first, last, refines) = (body[selection], body[selection + 1], body[selection + 2] >> 4 != 0);
        var used = 0UL;
        for (var offset = 1; offset < selection; offset += 2)
        {
            if (first == 0 && !refines) used |= Bit(DirectCurrent, body[offset + 1] >> 4);
            if (last > 0) used |= Bit(AlternatingCurrent, body[offset + 1] & 0xF);
        }
        return used;
    }

    private static ulong Bit(int offset, int number) => 1UL << (offset + number);
}
