namespace VideoPipeline.Codecs;

/// <summary>Enumerates the length-prefixed NAL units of a sample (ISO/IEC 14496-15, 5.3.3).</summary>
internal ref struct NalUnits(ReadOnlySpan<byte> sample, int lengthBytes)
{
    private ReadOnlySpan<byte> _rest = sample;

    /// <summary>
    /// The NAL unit without its length field; truncated at the end of the sample where <see cref="IsTruncated"/>.
    /// </summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Whether a NAL unit extends beyond the given bytes.</summary>
    public bool IsTruncated { get; private set; }

    public readonly NalUnits GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        long length = 0;
        if (_rest.Length < lengthBytes)
        {
            IsTruncated = true;
            return false;
        }
        for (var i = 0; i < lengthBytes; i++) length = length << 8 | _rest[i];
        _rest = _rest[lengthBytes..];
        IsTruncated = length > _rest.Length;
        Current = _rest[..(int)Math.Min(length, _rest.Length)];
        _rest = _rest[Current.Length..];
        return true;
    }

    /// <summary>
    /// Finds the last NAL units of a sample from its last bytes: those whose lengths add up exactly to its end. Slice data may
    /// contain bytes that look like a length field, but with four-byte lengths it is very unlikely that one leads exactly to the
    /// end.
    /// </summary>
    /// <param name="tail">The last bytes of the sample.</param>
    /// <param name="lengthBytes">The size of a length field in bytes.</param>
    /// <returns>Their ranges in <paramref name="tail"/>, the last one first.</returns>
    public static List<Range> FindTrailingUnits(ReadOnlySpan<byte> tail, int lengthBytes)
    {
        var units = new List<Range>();
        var startsUnit = new bool[tail.Length + 1];
        startsUnit[tail.Length] = true;
        for (var offset = tail.Length - lengthBytes - 2; offset >= 0; offset--)
        {
            long length = 0;
            for (var i = 0; i < lengthBytes; i++) length = length << 8 | tail[offset + i];
            var end = offset + lengthBytes + length;
            if (length < 2 || end > tail.Length || !startsUnit[end]) continue;
            startsUnit[offset] = true;
            units.Add((offset + lengthBytes)..(int)end);
        }
        return units;
    }

    /// <summary>Removes the emulation prevention bytes (H.264, 7.4.1).</summary>
    /// <param name="unit">The NAL unit, or part of it.</param>
    /// <param name="maxBytes">The number of bytes to read from the start of the unit.</param>
    /// <returns>The RBSP of the bytes read.</returns>
    public static byte[] Unescape(ReadOnlySpan<byte> unit, int maxBytes = int.MaxValue)
    {
        unit = unit[..Math.Min(unit.Length, maxBytes)];
        var payload = new byte[unit.Length];
        var (length, zeros) = (0, 0);
        foreach (var value in unit)
        {
            if (zeros >= 2 && value == 3)
            {
                zeros = 0;
                continue;
            }
            zeros = value == 0 ? zeros + 1 : 0;
            payload[length++] = value;
        }
        return payload[..length];
    }
}
