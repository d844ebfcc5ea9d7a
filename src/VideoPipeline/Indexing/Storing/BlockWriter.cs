using System.Buffers;
using System.IO.Compression;

namespace VideoPipeline.Indexing.Storing;

/// <summary>Writes columns of numbers so that small numbers take few bytes: some four a sample, and less than one a frame, in all.</summary>
/// <remarks>Differences are taken modulo 2⁶⁴, so that every column comes back as it was.</remarks>
internal sealed class BlockWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>All that was written, deflated (RFC 1951): columns of small numbers repeat themselves.</summary>
    public ReadOnlySpan<byte> Deflated()
    {
        var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(_bytes.WrittenSpan);
        return deflated.GetBuffer().AsSpan(0, (int)deflated.Length);
    }

    /// <summary>Seven bits a byte, the lowest first; the highest bit says that more follow (LEB128).</summary>
    public void Unsigned(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; value > 0x7F; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        _bytes.Advance(length);
    }

    /// <summary>With the sign in the lowest bit, so that small negative numbers are short too.</summary>
    public void Signed(long value) => Unsigned((ulong)(value << 1 ^ value >> 63));

    /// <summary>How much each number differs from the one before, which is little where numbers wander.</summary>
    public void Differences(ReadOnlySpan<long> values)
    {
        long before = 0;
        foreach (var value in values)
        {
            Signed(value - before);
            before = value;
        }
    }

    /// <summary>How much each step between two numbers differs from the step before: nothing where they advance steadily.</summary>
    public void Steps(ReadOnlySpan<long> values)
    {
        long before = 0, step = 0;
        foreach (var value in values)
        {
            Signed(value - before - step);
            (before, step) = (value, value - before);
        }
    }

    /// <summary>Eight flags a byte, the first in the lowest bit.</summary>
    public void Flags(ReadOnlySpan<bool> values)
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
