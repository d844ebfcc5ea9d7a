using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using VideoPipeline.Video;

namespace VideoPipeline.Stills.Classification;

/// <summary>
/// A file of a model. The description may come from an untrusted source; the file name must not lead out of the folder of the
/// model.
/// </summary>
/// <param name="File">The file name, in the folder of <c>model.json</c>.</param>
/// <param name="Address">The address to download it from if it is not in the folder: <c>http(s)://</c> or <c>s3://</c>.</param>
/// <param name="Sha256">The SHA-256 checksum, in hexadecimal.</param>
/// <param name="Sha1">The SHA-1 checksum, for files whose publisher gives no SHA-256.</param>
/// <param name="Mirrors">Further addresses of the same file, tried in order if the ones before fail.</param>
internal sealed partial record ModelFile(
    string File, SourceAddress? Address = null, string? Sha256 = null, string? Sha1 = null,
    IReadOnlyList<SourceAddress>? Mirrors = null)
{
    // NAME_MAX of Linux file systems.
    private const int MaxNameBytes = 255;
    private const int MaxShownName = 60;

    /// <summary>All addresses of the file, in the order in which they are tried.</summary>
    [JsonIgnore]
    public IEnumerable<SourceAddress> Addresses =>
        [.. Address is null ? [] : (SourceAddress[])[Address], .. Mirrors ?? []];

    /// <summary>Returns why the description of the file is invalid; null if it is valid.</summary>
    internal string? FindError() =>
        !IsPlainName(File) ?
            $"the file name '{Shorten(File)}' is invalid: it must name a file beside {ModelDescription.FileName}, " +
            $"with at most {MaxNameBytes} bytes and without / and \\"
        : File == ModelDescription.FileName ? $"{ModelDescription.FileName} is reserved for the description"
        : Addresses.Any(address => address.Scheme is not ("http" or "https" or "s3"))
            ? $"the address of {File} must start with http://, https:// or s3://"
        : Sha256 is not null && !Sha256Digits().IsMatch(Sha256) ? $"the sha256 of {File} must have 64 hexadecimal digits"
        : Sha1 is not null && !Sha1Digits().IsMatch(Sha1) ? $"the sha1 of {File} must have 40 hexadecimal digits"
        : null;

    /// <summary>Whether a text is a plain file or folder name, not a path.</summary>
    internal static bool IsPlainName(string text) =>
        text is not ("" or "." or "..")
        && !text.Any(letter => letter is '/' or '\\' || char.IsControl(letter))
        && Encoding.UTF8.GetByteCount(text) <= MaxNameBytes;

    private static string Shorten(string name) =>
        string.Concat(name.Take(MaxShownName).Select(letter => char.IsControl(letter) ? '�' : letter))
        + (name.Length > MaxShownName ? "…" : "");

    [GeneratedRegex(@"\A[0-9A-Fa-f]{64}\z")]
    private static partial Regex Sha256Digits();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{40}\z")]
    private static partial Regex Sha1Digits();
}
