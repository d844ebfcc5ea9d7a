namespace VideoPipeline.Codecs;

/// <summary>Reads flags with probability 1/2 from the boolean entropy coder of VP8 (RFC 6386, 7.3).</summary>
internal ref struct Vp8BoolReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _next = 2;
    private int _shifted;
    private int _range = 255;
    private int _value;

    /// <param name="partition">The first partition of a frame.</param>
    public Vp8BoolReader(ReadOnlySpan<byte> partition)
    {
        if (partition.Length < 2) throw new MalformedBitstreamException("a VP8 frame ends within its header");
        _bytes = partition;
        _value = partition[0] << 8 | partition[1];
    }

    public bool Flag()
    {
        var split = 1 + ((_range - 1) >> 1);
        var flag = _value >= split << 8;
        _range = flag ? _range - split : split;
        if (flag) _value -= split << 8;
        for (; _range < 128; _range <<= 1)
        {
            _value <<= 1;
            if (++_shifted < 8) continue;
            _shifted = 0;
            if (_next < _bytes.Length) _value |= _bytes[_next++];
        }
        return flag;
    }
}
