namespace VideoPipeline.Codecs;

/// <summary>
/// Enumerates the units of an MPEG-1, MPEG-2 or MPEG-4 Part 2 stream, each of which starts with 00 00 01 and a code.
/// </summary>
internal ref struct StartCodes(ReadOnlySpan<byte> bytes)
{
    private static readonly byte[] s_prefix = [0, 0, 1];
    private ReadOnlySpan<byte> _rest = SkipToStartCode(bytes);

    public int Code { get; private set; }

    /// <summary>Whether another unit follows, so that this one is complete.</summary>
    public readonly bool IsComplete => !_rest.IsEmpty;

    /// <summary>The unit, from its start code to the next one, without trailing zeros.</summary>
    public ReadOnlySpan<byte> Unit { get; private set; }

    /// <summary>The bytes after the start code.</summary>
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

    /// <summary>Whether units other than a sequence end code follow the last unit of picture data.</summary>
    /// <param name="tail">The last bytes of a sample, or the whole sample.</param>
    /// <param name="isPicture">Whether a start code is that of picture data.</param>
    /// <param name="sequenceEnd">The start code that ends a sequence.</param>
    public static bool EndsWithHeaders(ReadOnlySpan<byte> tail, Predicate<int> isPicture, int sequenceEnd)
    {
        var headers = false;
        var units = new StartCodes(tail);
        while (units.MoveNext()) headers = !isPicture(units.Code) && (headers || units.Code != sequenceEnd);
        return headers;
    }

    private static ReadOnlySpan<byte> SkipToStartCode(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf(s_prefix) is >= 0 and var start ? bytes[start..] : default;
}
