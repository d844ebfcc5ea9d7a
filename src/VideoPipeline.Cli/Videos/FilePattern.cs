using System.IO.Enumeration;
using VideoPipeline.Local.Videos;

namespace VideoPipeline.Cli.Videos;

/// <summary>
/// A pattern for paths of files, for those that the shell did not expand: <c>*</c> and <c>?</c> match within a name, and
/// <c>**</c> as a name matches any number of folders.
/// </summary>
internal static class FilePattern
{
    private const string AnyFolders = "**";

    /// <summary>Whether a text has a character of patterns.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Whether a pattern names the extension of its files.</summary>
    public static bool HasExtension(string pattern) =>
        Path.GetExtension(pattern) is { Length: > 1 } extension && !IsPattern(extension);

    /// <summary>The full paths of the files that match, in ordinal order.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="folder">The folder that a relative pattern begins at.</param>
    public static IReadOnlyList<string> Match(string pattern, string folder)
    {
        var names = Path.GetFullPath(pattern, folder).Split('/', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> folders = ["/"];
        foreach (var name in names[..^1]) folders = [.. folders.SelectMany(parent => Below(parent, name)).Distinct()];
        return [.. folders.SelectMany(parent => Files(parent, names[^1])).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Below(string parent, string name) =>
        name == AnyFolders ? [parent, .. VideoFolder.Subfolders(parent)]
        : IsPattern(name) ? Directory.EnumerateDirectories(parent, "*", VideoFolder.Visible).Where(path => Matches(name, path))
        : Directory.Exists(Path.Combine(parent, name)) ? [Path.Combine(parent, name)]
        : [];

    private static IEnumerable<string> Files(string parent, string name) => IsPattern(name)
        ? Directory.EnumerateFiles(parent, "*", VideoFolder.Visible).Where(path => Matches(name, path))
        : new[] { Path.Combine(parent, name) }.Where(File.Exists);

    private static bool Matches(string name, string path) =>
        FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(path.AsSpan()), ignoreCase: false);
}
