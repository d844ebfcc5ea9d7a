namespace VideoPipeline.Video;

/// <summary>The address of a video, taken apart as far as choosing a source needs.</summary>
public static class SourceAddress
{
    private const string SchemeEnd = "://";

    /// <summary>
    /// The scheme in lower case, or null for a path. Only <c>scheme://</c> counts, so that a file may be called <c>a:b.mp4</c>.
    /// </summary>
    public static string? Scheme(string address)
    {
        var end = address.IndexOf(SchemeEnd, StringComparison.Ordinal);
        return end > 0 && address.AsSpan(0, end).IndexOfAnyExcept(s_schemeCharacters) < 0 ? address[..end].ToLowerInvariant() : null;
    }

    /// <summary>
    /// The address as it may be printed: without user name and password, and with <c>?…</c> for a query, which is where
    /// signed addresses carry their key; an S3 key may contain a question mark and is shown whole. Takes any text, well formed
    /// or not.
    /// </summary>
    public static string ForDisplay(string address)
    {
        if (Scheme(address) is not { } scheme || scheme == "file") return address;
        var start = scheme.Length + SchemeEnd.Length;
        var authorityEnd = address.IndexOfAny(['/', '?', '#'], start);
        var authority = authorityEnd < 0 ? address[start..] : address[start..authorityEnd];
        var rest = authorityEnd < 0 ? "" : address[authorityEnd..];
        var query = scheme == "s3" ? -1 : rest.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0) rest = rest[..query] + "?…";
        return $"{scheme}{SchemeEnd}{authority[(authority.LastIndexOf('@') + 1)..]}{rest}";
    }

    // RFC 3986, section 3.1.
    private static readonly System.Buffers.SearchValues<char> s_schemeCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
