using System.Buffers;
using System.Text.RegularExpressions;

namespace VideoPipeline.Video;

/// <summary>
/// Removes credentials from addresses: user name and password, and the query and fragment of web addresses, which contain the
/// signature of a presigned URL. An S3 key or a path can contain a question mark; what follows it is removed if it has the
/// parameters of a presigned URL. A removed query is shown as <c>?…</c>.
/// </summary>
internal static partial class AddressText
{
    private const string SchemeEnd = "://", Hidden = "…";

    // RFC 3986, section 3.1.
    private static readonly SearchValues<char> s_schemeCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>The scheme of an address in lower case, or null for a path.</summary>
    public static string? GetScheme(string address)
    {
        var end = address.IndexOf(SchemeEnd, StringComparison.Ordinal);
        return end > 0 && address.AsSpan(0, end).IndexOfAnyExcept(s_schemeCharacters) < 0
            ? address[..end].ToLowerInvariant()
            : null;
    }

    /// <summary>Whether a text begins like a web or bucket address, with or without two slashes.</summary>
    public static bool StartsLikeUrl(string address) =>
        UrlStart().Match(address) is { Success: true } start && address.AsSpan(0, start.Index).IsWhiteSpace();

    /// <summary>The address without credentials. Accepts any text, including malformed addresses.</summary>
    public static string WithoutSecrets(string address) => Repeated(address, WithoutSecretsOnce);

    /// <summary>
    /// A text without the credentials of the addresses in it, for texts of other programs: messages, error output, a command
    /// line. White space, quotation marks and angle brackets end an address.
    /// </summary>
    public static string WithoutSecretsWithin(string text) => SignatureWithin().Replace(
        AddressWithin().Replace(text, static address => WithoutSecrets(address.Value)), Hidden);

    // In a malformed text, what is left can be read as another address. Each round removes something or marks the end.
    private static string Repeated(string text, Func<string, string> hide)
    {
        for (var shown = hide(text); ; shown = hide(text))
        {
            if (shown == text) return shown;
            text = shown;
        }
    }

    private static string WithoutSecretsOnce(string address)
    {
        if (GetScheme(address) is { } scheme)
        {
            var authority = scheme.Length + SchemeEnd.Length;
            var isMistyped = scheme != "file" && authority < address.Length && address[authority] == '/';
            if (!isMistyped) return WithoutSignature(WithoutSecrets(address, authority, scheme is not ("s3" or "file")));
        }
        // A path, or an address with a mistake before the host.
        return WithoutSignature(UrlStart().Match(address) is { Success: true } start
            ? WithoutSecrets(address, start.Index + start.Length, hasQuery: true)
            : address);
    }

    private static string WithoutSecrets(string address, int authority, bool hasQuery)
    {
        var end = address.AsSpan(authority).IndexOfAny('/', '?', '#');
        end = end < 0 ? address.Length : authority + end;
        var host = address[authority..end];
        host = host[(host.LastIndexOf('@') + 1)..];
        // Otherwise the colon may be that of a password with a slash.
        if (!HostAndPort().IsMatch(host)) return address[..authority] + Hidden;
        var rest = address[end..];
        if (hasQuery && QueryStart().Match(rest) is { Success: true } query) rest = rest[..(query.Index + query.Length)] + Hidden;
        return address[..authority] + host + rest;
    }

    private static string WithoutSignature(string address)
    {
        if (Signature().Match(address) is not { Success: true } signature) return address;
        var query = address.LastIndexOf('?', signature.Index);
        return address[..(query < 0 ? signature.Index : query + 1)] + Hidden;
    }

    [GeneratedRegex(@"(?:https?|s3)\s*:[/\\]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UrlStart();

    // A question mark that was escaped by mistake too.
    [GeneratedRegex("[?#]|%3F(?=[^/?#]*(?:=|%3D))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QueryStart();

    [GeneratedRegex(@"\A(?:\[[^\]]*\]|[^:]*)(?::[0-9]*)?\z")]
    private static partial Regex HostAndPort();

    // The query parameters of signature versions 4 and 2 (Amazon S3 API reference, "Authenticating requests").
    [GeneratedRegex(
        "(?:X-Amz-[A-Z-]+|(?<=[?&;]|%3F|%26)(?:AWSAccessKeyId|Signature))(?:=|%3D)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Signature();

    [GeneratedRegex(
        """(?:X-Amz-[A-Z-]+|(?<=[?&;]|%3F|%26)(?:AWSAccessKeyId|Signature))(?:=|%3D)[^\s"<>]*""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignatureWithin();

    // The mark of a removed query ends an address too, and punctuation behind it belongs to the sentence.
    [GeneratedRegex("""[A-Za-z][A-Za-z0-9+.-]*:[/\\](?:[^\s"<>…]|…(?![\s:;,.)\]'"]|\z))*…?""")]
    private static partial Regex AddressWithin();
}
