namespace VideoPipeline.Codecs;

/// <summary>Which tables of a JPEG picture are defined and used, a bit each: 4 for quantisation, 16 for Huffman codes of either class.</summary>
internal static class JpegTables
{
    private const int DirectCurrent = 4, AlternatingCurrent = 20;

    /// <summary>Those that a segment of tables defines (T.81, B.2.4.1 and B.2.4.2).</summary>
    public static ulong In(int marker, ReadOnlySpan<byte> body)
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

    /// <summary>The quantisation tables of a frame's components (B.2.2).</summary>
    public static ulong OfFrame(ReadOnlySpan<byte> body)
    {
        var used = 0UL;
        for (var at = 6; at + 3 <= body.Length; at += 3) used |= Bit(0, body[at + 2] & 3);
        return used;
    }

    /// <summary>The Huffman tables of a scan's components (B.2.3); of a progressive scan, those of the coefficients that it has.</summary>
    public static ulong OfScan(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return 0;
        var components = body[0];
        var selection = 1 + (2 * components);
        if (body.Length < selection + 3) return 0;
        var (first, last, refines) = (body[selection], body[selection + 1], body[selection + 2] >> 4 != 0);
        var used = 0UL;
        for (var at = 1; at < selection; at += 2)
        {
            if (first == 0 && !refines) used |= Bit(DirectCurrent, body[at + 1] >> 4);
            if (last > 0) used |= Bit(AlternatingCurrent, body[at + 1] & 0xF);
        }
        return used;
    }

    private static ulong Bit(int at, int number) => 1UL << (at + number);
}
