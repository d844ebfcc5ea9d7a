using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace VideoPipeline.Video;

/// <summary>
/// The address of a video, an image or a model: a path, or a <c>file://</c>, <c>http(s)://</c> or <c>s3://</c> address. Any text
/// is one, also if it is malformed. Its text, and its JSON, have no credentials (<see cref="AddressText"/>): it can be shown,
/// logged and stored. Only <see cref="Reveal"/> returns the address in full.
/// </summary>
[JsonConverter(typeof(SourceAddressJson))]
internal sealed partial class SourceAddress : IEquatable<SourceAddress>
{
    private readonly string _full;
    private readonly string _text;

    private SourceAddress(string full)
    {
        _full = full;
        _text = AddressText.WithoutSecrets(full);
        Scheme = AddressText.GetScheme(full);
    }

    /// <summary>
    /// The scheme in lower case, or null for a path. A scheme must be followed by <c>://</c>, so a file can be named
    /// <c>a:b.mp4</c>.
    /// </summary>
    public string? Scheme { get; }

    /// <summary>Whether the address has a part that its text does not show.</summary>
    public bool HasSecrets => _text != _full;

    /// <summary>Whether nothing but white space was given.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(_full);

    /// <summary>Whether it is a web or bucket address with a mistake before the host, such as <c>https:/host/path</c>.</summary>
    public bool IsMistyped => Scheme is null && AddressText.StartsLikeUrl(_full);

    /// <summary>The last segment of the path, without query and version; empty if there is none.</summary>
    public string FileName
    {
        get
        {
            var path = Scheme switch
            {
                null or "file" => _text,
                "s3" => S3Query().Replace(_text, ""),
                _ => _text.Split('?', '#')[0],
            };
            path = path.TrimEnd('/');
            return path[(path.LastIndexOf('/') + 1)..];
        }
    }

    /// <summary>Converts any text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator SourceAddress?(string? text) => text is null ? null : new SourceAddress(text);

    /// <summary>Whether two addresses are the same in full.</summary>
    public static bool operator ==(SourceAddress? left, SourceAddress? right) => Equals(left, right);

    /// <summary>Whether two addresses differ in full.</summary>
    public static bool operator !=(SourceAddress? left, SourceAddress? right) => !Equals(left, right);

    /// <summary>
    /// The address in full, with its credentials: to open it, or to pass it on to whoever does. It must become part of no
    /// message, log, file or name.
    /// </summary>
    public string Reveal() => _full;

    /// <summary>The address of a file in the folder at this address; a query stays behind it.</summary>
    public SourceAddress Append(string name)
    {
        var end = PathEnd;
        return $"{_full[..end].TrimEnd('/')}/{name}{_full[end..]}";
    }

    /// <summary>The address without the end of its path; the same address if its path does not end so.</summary>
    public SourceAddress WithoutSuffix(string suffix)
    {
        var (path, query) = (_full[..PathEnd], _full[PathEnd..]);
        return path.EndsWith(suffix, StringComparison.Ordinal) ? path[..^suffix.Length] + query : this;
    }

    /// <summary>The address without credentials.</summary>
    public override string ToString() => _text;

    /// <inheritdoc/>
    public bool Equals(SourceAddress? other) => other is not null && _full == other._full;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SourceAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => _full.GetHashCode(StringComparison.Ordinal);

    private int PathEnd =>
        Scheme is "http" or "https" && _full.AsSpan().IndexOfAny('?', '#') is >= 0 and var query ? query : _full.Length;

    // A key can contain a question mark.
    [GeneratedRegex(@"\?(?:versionId=[A-Za-z0-9._-]+|…)\z")]
    private static partial Regex S3Query();
}
