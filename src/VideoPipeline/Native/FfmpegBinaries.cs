using System.Globalization;
using VideoPipeline.Errors;

namespace VideoPipeline.Native;

/// <summary>
/// Finds the ffmpeg and ffprobe binaries: those of the layer (<c>/opt/bin</c>, or the folder that <see cref="LocalLayer"/>
/// finds), or else the first on PATH.
/// </summary>
internal static class FfmpegBinaries
{
    private static readonly Lazy<string?> s_folder = new(() => LayerFolders().Concat(PathFolders()).FirstOrDefault(HasBoth));
    private static readonly Lazy<string?> s_folderOnPath = new(() => PathFolders().FirstOrDefault(HasBoth));

    private static readonly Lazy<string> s_build = new(() =>
        new FileInfo(Ffmpeg) is var file
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc:O}")
            : "");

    /// <summary>The folder that contains both binaries.</summary>
    /// <exception cref="UnsupportedVideoException">ffmpeg is not installed.</exception>
    public static string Folder => s_folder.Value ??
        throw new UnsupportedVideoException(
            "ffmpeg and ffprobe were not found in /opt/bin or on PATH. Install them (Debian, Ubuntu: apt-get install ffmpeg) " +
            "or add the ffmpeg layer.");

    /// <summary>
    /// The folder of the ffmpeg to encode with: the first on PATH, because the layer's ffmpeg has no encoders, or else
    /// <see cref="Folder"/>.
    /// </summary>
    /// <exception cref="UnsupportedVideoException">ffmpeg is not installed.</exception>
    public static string EncodingFolder => s_folderOnPath.Value ?? Folder;

    /// <summary>The path of the ffmpeg binary.</summary>
    public static string Ffmpeg => Path.Combine(Folder, "ffmpeg");

    /// <summary>The path of the ffprobe binary.</summary>
    public static string Ffprobe => Path.Combine(Folder, "ffprobe");

    /// <summary>The identity of the ffmpeg build, determined without running it: its size and modification time.</summary>
    /// <exception cref="UnsupportedVideoException">ffmpeg is not installed.</exception>
    public static string BuildId => s_build.Value;

    /// <summary>The version that a binary reports, such as <c>5.1.9-0+deb12u1</c>.</summary>
    public static string Version(string program) => ProgramVersions.Shared.Of(program);

    /// <summary>A warning about the ffmpeg in use, and what to do; null if there is none.</summary>
    /// <exception cref="UnsupportedVideoException">ffmpeg is not installed.</exception>
    public static string? Warning => FfmpegMinimumVersion.Problem(Version(Ffmpeg)) is { } problem
        ? $"{problem}. Update it, or build the layer's with layers/build ffmpeg. Until then, process only videos you trust."
        : null;

    private static bool HasBoth(string folder) =>
        File.Exists(Path.Combine(folder, "ffmpeg")) && File.Exists(Path.Combine(folder, "ffprobe"));

    private static IEnumerable<string> LayerFolders() =>
        LocalLayer.Find("ffmpeg", "bin") is { } local ? ["/opt/bin", local] : ["/opt/bin"];

    private static string[] PathFolders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
}
