namespace VideoPipeline.Codecs;

/// <summary>Steps over the units of an MPEG-1, MPEG-2 or MPEG-4 Part 2 stream, each begun by 00 00 01 and a code.</summary>
internal ref struct StartCodes(ReadOnlySpan<byte> bytes)
{
    private static readonly byte[] s_prefix = [0, 0, 1];
    private ReadOnlySpan<byte> _rest = Begin(bytes);

    public int Code { get; private set; }

    /// <summary>Whether another unit follows, so that this one is there to its end.</summary>
    public readonly bool IsClosed => !_rest.IsEmpty;

    /// <summary>The unit, from its start code up to the next, trailing zeros left out.</summary>
    public ReadOnlySpan<byte> Unit { get; private set; }

    /// <summary>What follows the code.</summary>
    public readonly ReadOnlySpan<byte> Payload => Unit[Math.Min(Unit.Length, s_prefix.Length + 1)..];

    public bool MoveNext()
    {
        if (_rest.Length <= s_prefix.Length) return false;
        Code = _rest[s_prefix.Length];
        var next = _rest[s_prefix.Length..].IndexOf(s_prefix);
        var length = next < 0 ? _rest.Length : s_prefix.Length + next;
        Unit = _rest[..length].TrimEnd((byte)0);
        _rest = _rest[length..];
        return true;
    }

    /// <summary>Whether units other than the end of the sequence follow the last one of a picture's data.</summary>
    /// <param name="tail">The last bytes of a sample, or all.</param>
    /// <param name="isPicture">Whether a code begins picture data.</param>
    /// <param name="sequenceEnd">The code that ends a sequence.</param>
    public static bool EndWithHeaders(ReadOnlySpan<byte> tail, Predicate<int> isPicture, int sequenceEnd)
    {
        var headers = false;
        var units = new StartCodes(tail);
        while (units.MoveNext()) headers = !isPicture(units.Code) && (headers || units.Code != sequenceEnd);
        return headers;
    }

    private static ReadOnlySpan<byte> Begin(ReadOnlySpan<byte> bytes) => bytes.IndexOf(s_prefix) is >= 0 and var start ? bytes[start..] : default;
}
