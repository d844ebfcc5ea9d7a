using System.Buffers;
using System.IO.Compression;

namespace VideoPipeline.Indexing.Storing;

/// <summary>
/// Writes columns of integers in a compact encoding: about four bytes per sample and less than one byte per frame in total.
/// </summary>
/// <remarks>Differences are computed modulo 2⁶⁴, so the encoding is lossless for all values.</remarks>
internal sealed class BlockWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The encoded columns, compressed with DEFLATE (RFC 1951).</summary>
    public ReadOnlySpan<byte> Compress()
    {
        var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(_bytes.WrittenSpan);
        return deflated.GetBuffer().AsSpan(0, (int)deflated.Length);
    }

    /// <summary>
    /// Writes an unsigned LEB128 integer: seven bits per byte, least significant first; the high bit marks continuation.
    /// </summary>
    public void WriteUnsigned(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; value > 0x7F; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        _bytes.Advance(length);
    }

    /// <summary>
    /// Writes a signed integer in zigzag encoding: the sign is in the lowest bit, so small negative numbers are short.
    /// </summary>
    public void WriteSigned(long value) => WriteUnsigned((ulong)(value << 1 ^ value >> 63));

    /// <summary>Writes the difference between each value and the previous one.</summary>
    public void WriteDifferences(ReadOnlySpan<long> values)
    {
        long previous = 0;
        foreach (var value in values)
        {
            WriteSigned(value - previous);
            previous = value;
        }
    }

    /// <summary>Writes the second differences (delta of delta), which are 0 for values at equal intervals.</summary>
    public void WriteSecondDifferences(ReadOnlySpan<long> values)
    {
        long previous = 0, difference = 0;
        foreach (var value in values)
        {
            WriteSigned(value - previous - difference);
            (previous, difference) = (value, value - previous);
        }
    }

    /// <summary>Writes bytes as they are.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Writes eight flags per byte, the first in the lowest bit.</summary>
    public void WriteFlags(ReadOnlySpan<bool> values)
    {
        for (var at = 0; at < values.Length; at += 8)
        {
            var bits = 0;
            for (var i = at; i < Math.Min(at + 8, values.Length); i++)
                if (values[i]) bits |= 1 << (i - at);
            _bytes.Write([(byte)bits]);
        }
    }
}
