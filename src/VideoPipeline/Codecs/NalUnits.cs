namespace VideoPipeline.Codecs;

/// <summary>Steps over the NAL units of a sample, each preceded by its length (ISO/IEC 14496-15, 5.3.3).</summary>
internal ref struct NalUnits(ReadOnlySpan<byte> sample, int lengthBytes)
{
    private ReadOnlySpan<byte> _rest = sample;

    /// <summary>The unit without its length; cut short at the end of the sample where <see cref="IsCutShort"/>.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Whether a unit reaches beyond the bytes given.</summary>
    public bool IsCutShort { get; private set; }

    public readonly NalUnits GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        long length = 0;
        if (_rest.Length < lengthBytes)
        {
            IsCutShort = true;
            return false;
        }
        for (var i = 0; i < lengthBytes; i++) length = length << 8 | _rest[i];
        _rest = _rest[lengthBytes..];
        IsCutShort = length > _rest.Length;
        Current = _rest[..(int)Math.Min(length, _rest.Length)];
        _rest = _rest[Current.Length..];
        return true;
    }

    /// <summary>
    /// The units that end a sample, found from its last bytes: those whose lengths lead exactly to the end. Slices may have bytes that look
    /// like a length; that such a one leads there is next to impossible with four bytes.
    /// </summary>
    /// <param name="tail">The last bytes of the sample.</param>
    /// <param name="lengthBytes">Bytes of a length.</param>
    /// <returns>Their places in <paramref name="tail"/>, the last one first.</returns>
    public static List<Range> Trailing(ReadOnlySpan<byte> tail, int lengthBytes)
    {
        var units = new List<Range>();
        var begins = new bool[tail.Length + 1];
        begins[tail.Length] = true;
        for (var at = tail.Length - lengthBytes - 2; at >= 0; at--)
        {
            long length = 0;
            for (var i = 0; i < lengthBytes; i++) length = length << 8 | tail[at + i];
            var end = at + lengthBytes + length;
            if (length < 2 || end > tail.Length || !begins[end]) continue;
            begins[at] = true;
            units.Add((at + lengthBytes)..(int)end);
        }
        return units;
    }

    /// <summary>The payload of a unit, emulation prevention bytes taken out (H.264, 7.4.1), from its first bytes.</summary>
    public static byte[] Unescape(ReadOnlySpan<byte> unit, int atMost = int.MaxValue)
    {
        unit = unit[..Math.Min(unit.Length, atMost)];
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
