namespace VideoPipeline.Codecs;

/// <summary>A header is truncated or has invalid values.</summary>
internal sealed class MalformedBitstreamException(string reason) : Exception(reason);

/// <summary>Reads bits, most significant first.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public bool Flag() => Bits(1) != 0;

    /// <summary>Reads an unsigned number.</summary>
    /// <param name="count">The size in bits, at most 32.</param>
    public uint Bits(int count)
    {
        if (_position + count > _bytes.Length * 8) throw new MalformedBitstreamException($"it ends after {_bytes.Length} bytes");
        uint value = 0;
        for (var i = 0; i < count; i++, _position++)
            value = value << 1 | (uint)(_bytes[_position >> 3] >> (7 - (_position & 7)) & 1);
        return value;
    }

    public void Skip(int count)
    {
        if (_position + count > _bytes.Length * 8) throw new MalformedBitstreamException($"it ends after {_bytes.Length} bytes");
        _position += count;
    }

    /// <summary>Reads an unsigned Exp-Golomb code (H.264, 9.1).</summary>
    public uint ExpGolomb()
    {
        var zeros = 0;
        while (!Flag())
            if (++zeros == 32) throw new MalformedBitstreamException("an Exp-Golomb code has more than 32 bits");
        return (uint)((1UL << zeros) - 1 + Bits(zeros));
    }

    /// <summary>Reads a signed Exp-Golomb code (H.264, 9.1.1).</summary>
    public int SignedExpGolomb()
    {
        var code = ExpGolomb();
        return (code & 1) != 0 ? (int)(code / 2 + 1) : -(int)(code / 2);
    }
}
