namespace VideoPipeline.Codecs;

/// <summary>
/// Enumerates the open bitstream units (OBUs) of a sample (AV1 Bitstream &amp; Decoding Process Specification, 5.3).
/// </summary>
internal ref struct Av1Obus(ReadOnlySpan<byte> sample)
{
    public const int SequenceHeader = 1;
    public const int FrameHeader = 3;
    public const int Frame = 6;
    public const int RedundantFrameHeader = 7;
    public const int TileList = 8;

    private ReadOnlySpan<byte> _rest = sample;

    public int Type { get; private set; }

    /// <summary>The payload of the OBU; truncated at the end of the sample where <see cref="IsTruncated"/>.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Whether an OBU extends beyond the given bytes.</summary>
    public bool IsTruncated { get; private set; }

    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        var header = _rest[0];
        Type = header >> 3 & 0xF;
        var hasSize = (header & 2) != 0;
        _rest = _rest[Math.Min(_rest.Length, (header & 4) != 0 ? 2 : 1)..];
        var length = hasSize ? ReadSize() : _rest.Length;
        IsTruncated |= length > _rest.Length;
        Payload = _rest[..(int)Math.Min(length, _rest.Length)];
        _rest = _rest[Payload.Length..];
        return true;
    }

    // leb128 (4.10.5).
    private long ReadSize()
    {
        long length = 0;
        for (var i = 0; i < 8; i++)
        {
            if (_rest.IsEmpty) throw new MalformedBitstreamException("an OBU ends within its size field");
            var next = _rest[0];
            _rest = _rest[1..];
            length |= (long)(next & 0x7F) << i * 7;
            if ((next & 0x80) == 0) break;
        }
        return length;
    }
}
