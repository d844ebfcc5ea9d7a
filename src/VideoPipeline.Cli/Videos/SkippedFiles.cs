using System.Globalization;

namespace VideoPipeline.Cli.Videos;

/// <summary>Describes the files that are not videos by their names.</summary>
internal static class SkippedFiles
{
    private const int MaxExtensions = 5;

    /// <summary>Formats as <c>Skipped in /videos, not videos by their names: 2 .jpg, 1 .txt.</c></summary>
    /// <param name="from">The folder, pattern or prefix.</param>
    /// <param name="files">The files; at least one.</param>
    public static string Describe(string from, IReadOnlyList<string> files)
    {
        var counts = files
            .CountBy(file => Path.GetExtension(file).ToLowerInvariant())
            .OrderByDescending(extension => extension.Value).ThenBy(extension => extension.Key, StringComparer.Ordinal)
            .Select(extension => string.Create(
                CultureInfo.InvariantCulture,
                $"{extension.Value:N0} {(extension.Key.Length == 0 ? "without extension" : extension.Key)}"))
            .ToList();
        var more = counts.Count > MaxExtensions ? ", …" : "";
        return $"Skipped in {from}, not videos by their names: {string.Join(", ", counts.Take(MaxExtensions))}{more}.";
    }
}
