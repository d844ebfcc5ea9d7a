using System.IO.Compression;

namespace VideoPipeline.Indexing.Storing;

/// <summary>Reads the encoding of <see cref="BlockWriter"/>.</summary>
/// <exception cref="InvalidDataException">The data is truncated, or a number has more than 64 bits.</exception>
internal ref struct BlockReader(byte[] deflated)
{
    private ReadOnlySpan<byte> _remaining = Inflate(deflated);

    public readonly bool AtEnd => _remaining.IsEmpty;

    public ulong ReadUnsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = NextByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next <= 0x7F) return value;
        }
        throw new InvalidDataException("a number has more than 64 bits");
    }

    public long ReadSigned()
    {
        var value = ReadUnsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public void ReadDifferences(Span<long> values)
    {
        long previous = 0;
        foreach (ref var value in values) value = previous += ReadSigned();
    }

    public void ReadSecondDifferences(Span<long> values)
    {
        long previous = 0, difference = 0;
        foreach (ref var value in values)
        {
            difference += ReadSigned();
            value = previous += difference;
        }
    }

    public void ReadFlags(Span<bool> values)
    {
        var bits = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (i % 8 == 0) bits = NextByte();
            values[i] = (bits >> (i % 8) & 1) != 0;
        }
    }

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > _remaining.Length) throw new InvalidDataException("it is truncated");
        var bytes = _remaining[..count];
        _remaining = _remaining[count..];
        return bytes;
    }

    private static ReadOnlySpan<byte> Inflate(byte[] deflated)
    {
        var bytes = new MemoryStream();
        using (var inflate = new DeflateStream(new MemoryStream(deflated), CompressionMode.Decompress)) inflate.CopyTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    private byte NextByte()
    {
        if (_remaining.IsEmpty) throw new InvalidDataException("it is truncated");
        var next = _remaining[0];
        _remaining = _remaining[1..];
        return next;
    }
}
