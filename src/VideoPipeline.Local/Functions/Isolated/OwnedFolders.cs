using System.Globalization;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>Folders whose names have the ID of the process that created them, so that others can tell when it is gone.</summary>
internal static class OwnedFolders
{
    private const string Common = "videopipeline-sandbox-";

    /// <summary>The beginning of the names of this process.</summary>
    public static string Prefix { get; } = string.Create(CultureInfo.InvariantCulture, $"{Common}{Environment.ProcessId}-");

    /// <summary>The folders in <paramref name="parent"/> of processes that have ended without deleting them.</summary>
    public static IEnumerable<string> Abandoned(string parent) => Directory.EnumerateDirectories(parent, $"{Common}*")
        .Where(static folder => !Directory.Exists($"/proc/{Path.GetFileName(folder)[Common.Length..].Split('-')[0]}"));
}
