using System.Text.RegularExpressions;

namespace VideoPipeline.Native;

/// <summary>Formats messages that ffmpeg and ffprobe write to standard error.</summary>
internal static partial class FfmpegLog
{
    /// <summary>
    /// Removes the context prefixes, such as <c>[mov @ 0x55…]</c>, and replaces the path of a copy with the video's display
    /// name.
    /// </summary>
    /// <param name="messages">The messages.</param>
    /// <param name="path">The path that was passed to the program.</param>
    /// <param name="name">The video's display name.</param>
    public static string Clean(string messages, string path, string name) =>
        Clean(messages).Replace(path, name, StringComparison.Ordinal);

    /// <summary>Removes the context prefixes.</summary>
    public static string Clean(string line) => ContextPrefix().Replace(line, "").Trim();

    [GeneratedRegex(@"\[[^\[\]]* @ 0x[0-9a-f]+\] ?")]
    private static partial Regex ContextPrefix();
}
