namespace VideoPipeline.Search.Segments;

/// <summary>Unsigned LEB128 integers: seven bits per byte, least significant first; the high bit marks continuation.</summary>
internal static class Leb128
{
    /// <summary>Writes an integer.</summary>
    public static void Write(Stream destination, uint value)
    {
        for (; value > 0x7F; value >>= 7) destination.WriteByte((byte)(value | 0x80));
        destination.WriteByte((byte)value);
    }

    /// <summary>Reads an integer from the start of a span, and removes its bytes.</summary>
    /// <exception cref="InvalidDataException">The span is truncated, or the integer has more than 32 bits.</exception>
    public static uint Read(ref ReadOnlySpan<byte> source)
    {
        var value = 0u;
        for (var i = 0; i < source.Length && i < 5; i++)
        {
            value |= (uint)(source[i] & 0x7F) << (7 * i);
            if (source[i] > 0x7F) continue;
            source = source[(i + 1)..];
            return value;
        }
        throw new InvalidDataException("it is truncated, or has an integer of more than 32 bits");
    }
}
