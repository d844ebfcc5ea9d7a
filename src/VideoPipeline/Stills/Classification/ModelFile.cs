using System.Text;
using System.Text.RegularExpressions;
using VideoPipeline.Video;

namespace VideoPipeline.Stills.Classification;

/// <summary>A file of a model. What a description says of it may come from anywhere: it never leads out of the model's own folder.</summary>
/// <param name="File">Its name, in the folder of <c>model.json</c>.</param>
/// <param name="Address">Where it is had from if it is not there: <c>http(s)://</c> or <c>s3://</c>.</param>
/// <param name="Sha256">Its check sum, in hexadecimal.</param>
/// <param name="Sha1">The same by SHA-1, for files whose publisher gives only that.</param>
public sealed partial record ModelFile(string File, string? Address = null, string? Sha256 = null, string? Sha1 = null)
{
    // NAME_MAX of Linux's file systems.
    private const int LongestName = 255;
    private const int ShownName = 60;

    /// <summary>What is wrong with it, in words; null for nothing.</summary>
    internal string? Objection() =>
        !IsName(File) ? $"the file name '{Shown(File)}' is none: it names a file beside {ModelDescription.FileName}, in up to {LongestName} bytes without / and \\"
        : File == ModelDescription.FileName ? $"{ModelDescription.FileName} is the description itself and no other file's name"
        : Address is not null && SourceAddress.Scheme(Address) is not ("http" or "https" or "s3")
            ? $"the address of {File} does not begin with http://, https:// or s3://, and nothing else is opened"
        : Sha256 is not null && !Sha256Digits().IsMatch(Sha256) ? $"the sha256 of {File} is no 64 hexadecimal digits"
        : Sha1 is not null && !Sha1Digits().IsMatch(Sha1) ? $"the sha1 of {File} is no 40 hexadecimal digits"
        : null;

    /// <summary>Whether a text is the name of something in a folder, and not a way to another one.</summary>
    internal static bool IsName(string text) =>
        text is not ("" or "." or "..") && !text.Any(letter => letter is '/' or '\\' || char.IsControl(letter)) && Encoding.UTF8.GetByteCount(text) <= LongestName;

    private static string Shown(string name) =>
        string.Concat(name.Take(ShownName).Select(letter => char.IsControl(letter) ? '�' : letter)) + (name.Length > ShownName ? "…" : "");

    [GeneratedRegex(@"\A[0-9A-Fa-f]{64}\z")]
    private static partial Regex Sha256Digits();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{40}\z")]
    private static partial Regex Sha1Digits();
}
