using System.Text;
using VideoPipeline.Errors;

namespace VideoPipeline.Storage;

/// <summary>
/// Which keys objects may have: those that mean the same in a bucket and in a folder. Parts of keys come from outside (the name
/// of an execution), so nothing in one may lead out of the folder.
/// </summary>
public static class StoreKey
{
    /// <summary>Bytes of a key at most (Amazon S3 user guide, "Naming Amazon S3 objects").</summary>
    public const int MaximumLength = 1024;

    /// <summary>Bytes of a name between slashes at most (NAME_MAX of Linux file systems).</summary>
    public const int MaximumNameLength = 255;

    /// <summary>Gives back <paramref name="key"/> if it may be one.</summary>
    /// <exception cref="InvalidInputException">It may not.</exception>
    public static string Checked(string key)
    {
        if (Objection(key) is { } objection)
            throw new InvalidInputException(
                $"The key '{Printable(key)}' cannot be used in the store: {objection}. " +
                "Use names of letters, digits, '-' and '_', separated by '/'.");
        return key;
    }

    private static string? Objection(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > MaximumLength) return $"it is longer than {MaximumLength} bytes";
        if (key.Any(character => char.IsControl(character) || character == '\\'))
            return "it contains a backslash or a control character";
        if (!IsUnicode(key)) return "it is no valid Unicode";
        foreach (var name in key.Split('/'))
        {
            if (name.Length == 0) return "it contains an empty name";
            // Also those that the folder store keeps its unfinished files under.
            if (name[0] == '.') return $"the name {name} begins with a dot";
            if (Encoding.UTF8.GetByteCount(name) > MaximumNameLength)
                return $"it contains a name longer than {MaximumNameLength} bytes";
        }
        return null;
    }

    /// <summary>Half a surrogate pair would become the same replacement character as any other: two keys, one file.</summary>
    private static bool IsUnicode(string key)
    {
        foreach (var rune in key.EnumerateRunes())
            if (rune == Rune.ReplacementChar) return false;
        return true;
    }

    private static string Printable(string key)
    {
        var shown = string.Concat(key.Take(80).Select(one => char.IsControl(one) || char.IsSurrogate(one) ? '?' : one));
        return key.Length > 80 ? shown + "…" : shown;
    }
}
