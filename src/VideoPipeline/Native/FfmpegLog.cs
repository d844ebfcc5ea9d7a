using System.Text.RegularExpressions;

namespace VideoPipeline.Native;

/// <summary>What ffmpeg and ffprobe write to standard error, for people.</summary>
internal static partial class FfmpegLog
{
    /// <summary>Without the parts' addresses in memory, and with the video's own name instead of a copy's.</summary>
    /// <param name="complaints">The lines.</param>
    /// <param name="path">What the program was given.</param>
    /// <param name="name">What a person calls it.</param>
    public static string Cleaned(string complaints, string path, string name) =>
        Cleaned(complaints).Replace(path, name, StringComparison.Ordinal);

    /// <summary>Without the parts' addresses in memory.</summary>
    public static string Cleaned(string line) => Address().Replace(line, "").Trim();

    [GeneratedRegex(@"\[[^\[\]]* @ 0x[0-9a-f]+\] ?")]
    private static partial Regex Address();
}
