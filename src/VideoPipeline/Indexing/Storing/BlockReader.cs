using System.IO.Compression;

namespace VideoPipeline.Indexing.Storing;

/// <summary>Reads what <see cref="BlockWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">The bytes end too early, or hold a number of more than 64 bits.</exception>
internal ref struct BlockReader(byte[] deflated)
{
    private ReadOnlySpan<byte> _rest = Inflate(deflated);

    public readonly bool AtEnd => _rest.IsEmpty;

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Next();
            value |= (ulong)(next & 0x7F) << shift;
            if (next <= 0x7F) return value;
        }
        throw new InvalidDataException("a number is too long");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public void Differences(Span<long> values)
    {
        long before = 0;
        foreach (ref var value in values) value = before += Signed();
    }

    public void Steps(Span<long> values)
    {
        long before = 0, step = 0;
        foreach (ref var value in values)
        {
            step += Signed();
            value = before += step;
        }
    }

    public void Flags(Span<bool> values)
    {
        var bits = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (i % 8 == 0) bits = Next();
            values[i] = (bits >> (i % 8) & 1) != 0;
        }
    }

    private static ReadOnlySpan<byte> Inflate(byte[] deflated)
    {
        var bytes = new MemoryStream();
        using (var inflate = new DeflateStream(new MemoryStream(deflated), CompressionMode.Decompress)) inflate.CopyTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    private byte Next()
    {
        if (_rest.IsEmpty) throw new InvalidDataException("it ends too early");
        var next = _rest[0];
        _rest = _rest[1..];
        return next;
    }
}
