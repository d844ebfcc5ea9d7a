namespace VideoPipeline.Video;

/// <summary>Parses the address of a video as far as selecting a source requires.</summary>
internal static class SourceAddress
{
    private const string SchemeEnd = "://";

    /// <summary>
    /// The scheme in lower case, or null for a path. A scheme must be followed by <c>://</c>, so a file can be named
    /// <c>a:b.mp4</c>.
    /// </summary>
    public static string? Scheme(string address)
    {
        var end = address.IndexOf(SchemeEnd, StringComparison.Ordinal);
        return end > 0 && address.AsSpan(0, end).IndexOfAnyExcept(s_schemeCharacters) < 0
            ? address[..end].ToLowerInvariant()
            : null;
    }

    /// <summary>
    /// The address without credentials, for messages: user name and password are removed, and a query, which contains the
    /// signature of a presigned URL, is replaced by <c>?…</c>. An S3 key can contain a question mark and is shown in full.
    /// Accepts any text, including malformed addresses.
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
