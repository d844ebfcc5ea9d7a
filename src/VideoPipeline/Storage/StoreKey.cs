using System.Text;
using VideoPipeline.Errors;

namespace VideoPipeline.Storage;

/// <summary>
/// Validates keys of objects: those that are valid both in a bucket and as a path in a folder. Keys contain input (the name of an
/// execution), so path traversal is rejected.
/// </summary>
internal static class StoreKey
{
    /// <summary>The maximum length of a key in UTF-8 bytes (Amazon S3 user guide, "Naming Amazon S3 objects").</summary>
    public const int MaxLength = 1024;

    /// <summary>The maximum length of a path segment in UTF-8 bytes (NAME_MAX of Linux file systems).</summary>
    public const int MaxSegmentLength = 255;

    /// <summary>Returns <paramref name="key"/> if it is valid.</summary>
    /// <exception cref="InvalidInputException">The key is invalid.</exception>
    public static string Validate(string key)
    {
        if (FindError(key) is { } error)
            throw new InvalidInputException(
                $"The key '{Printable(key)}' is not a valid store key: {error}. " +
                "Use names of letters, digits, '-' and '_', separated by '/'.");
        return key;
    }

    /// <summary>Whether a key is valid.</summary>
    public static bool IsValid(string key) => FindError(key) is null;

    private static string? FindError(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > MaxLength) return $"it is longer than {MaxLength} bytes";
        if (key.Any(character => char.IsControl(character) || character == '\\'))
            return "it contains a backslash or a control character";
        if (!IsUnicode(key)) return "it is not valid Unicode";
        foreach (var segment in key.Split('/'))
        {
            if (segment.Length == 0) return "it contains an empty path segment";
            // Rejects '.' and '..', and the hidden folder of FolderStore.
            if (segment[0] == '.') return $"the path segment {segment} begins with a dot";
            if (Encoding.UTF8.GetByteCount(segment) > MaxSegmentLength)
                return $"it contains a path segment longer than {MaxSegmentLength} bytes";
        }
        return null;
    }

    // All unpaired surrogates are encoded as the same replacement character, so two keys would name one file.
    private static bool IsUnicode(string key)
    {
        foreach (var rune in key.EnumerateRunes())
            if (rune == Rune.ReplacementChar) return false;
        return true;
    }

    private static string Printable(string key)
    {
        var shown = string.Concat(key.Take(80).Select(character =>
            char.IsControl(character) || char.IsSurrogate(character) ? '?' : character));
        return key.Length > 80 ? shown + "…" : shown;
    }
}
