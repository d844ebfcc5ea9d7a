using VideoPipeline.Functions.Uploads;

namespace VideoPipeline.Local.Videos;

/// <summary>The files of a folder, and which of them are videos by their names.</summary>
internal static class VideoFolder
{
    private const int HeadBytes = 512;

    /// <summary>
    /// What is listed. Names that begin with a dot are skipped, as by shells: among them is the store, with the videos that it
    /// has made or downloaded.
    /// </summary>
    public static readonly EnumerationOptions Visible = new() { AttributesToSkip = FileAttributes.Hidden };

    // A link to a folder above would never end.
    private static readonly EnumerationOptions s_visibleBelow = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint,
        RecurseSubdirectories = true,
    };

    /// <summary>The full paths of the files of a folder, in ordinal order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recursive">Whether to include those of its subfolders.</param>
    public static IReadOnlyList<string> Files(string folder, bool recursive)
    {
        IEnumerable<string> folders = recursive ? [folder, .. Subfolders(folder)] : [folder];
        return [.. folders.SelectMany(path => Directory.EnumerateFiles(path, "*", Visible)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The full paths of all folders below a folder.</summary>
    public static IEnumerable<string> Subfolders(string folder) =>
        Directory.EnumerateDirectories(folder, "*", s_visibleBelow);

    /// <summary>The videos in a folder and below, without following links and where it may be read.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="depth">How many folders deep.</param>
    /// <param name="entries">How many files and folders are looked at.</param>
    public static IEnumerable<FileInfo> Videos(string folder, int depth, int entries)
    {
        var options = new EnumerationOptions
        {
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
            RecurseSubdirectories = true,
            MaxRecursionDepth = depth,
            IgnoreInaccessible = true,
        };
        return new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options)
            .Take(entries).OfType<FileInfo>().Where(file => IsVideo(file.FullName));
    }

    /// <summary>
    /// Whether a file is a video by its extension. The extension <c>.ts</c> is also one of source code, so such a file is a
    /// video only if it does not begin with text.
    /// </summary>
    public static bool IsVideo(string path) => MediaFile.HasVideoExtension(path)
        && !(Path.GetExtension(path.AsSpan()).Equals(".ts", StringComparison.OrdinalIgnoreCase) && IsText(path));

    private static bool IsText(string path)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        try
        {
            using var file = File.OpenRead(path);
            head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // the run reports why it cannot be read
        }
        foreach (var value in head)
            if (value is < (byte)' ' and not ((byte)'\t' or (byte)'\n' or (byte)'\r')) return false;
        return head.Length > 0;
    }
}
