using System.Diagnostics;
using System.Globalization;
using VideoPipeline.Errors;

namespace VideoPipeline.Native;

/// <summary>
/// Which ffmpeg and ffprobe are used: those of the layer (<c>/opt/bin</c>, or as <see cref="LocalLayer"/> has it), else the first
/// on PATH.
/// </summary>
public static class FfmpegBinaries
{
    private static readonly Lazy<string?> s_found = new(() => Layers().Concat(OnPath()).FirstOrDefault(HasBoth));
    private static readonly Lazy<string?> s_foundOnPath = new(() => OnPath().FirstOrDefault(HasBoth));

    private static readonly Lazy<string> s_build = new(() =>
        new FileInfo(Ffmpeg) is var file ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc:O}") : "");

    /// <summary>The folder that holds both programs.</summary>
    /// <exception cref="UnsupportedVideoException">There is none.</exception>
    public static string Folder => s_found.Value ??
        throw new UnsupportedVideoException(
            "ffmpeg and ffprobe were not found in /opt/bin or on PATH. Install them (Debian, Ubuntu: apt-get install ffmpeg) " +
            "or add the ffmpeg layer.");

    /// <summary>
    /// The folder whose ffmpeg encodes: the first on PATH, for a layer's has no encoder; <see cref="Folder"/> where there is none.
    /// </summary>
    /// <exception cref="UnsupportedVideoException">There is none.</exception>
    public static string EncodingFolder => s_foundOnPath.Value ?? Folder;

    /// <summary>ffmpeg's path.</summary>
    public static string Ffmpeg => Path.Combine(Folder, "ffmpeg");

    /// <summary>ffprobe's path.</summary>
    public static string Ffprobe => Path.Combine(Folder, "ffprobe");

    /// <summary>What tells this ffmpeg from others without running it: its size and when it was made.</summary>
    /// <exception cref="UnsupportedVideoException">There is none.</exception>
    public static string Build => s_build.Value;

    /// <summary>The version as the program states it, such as <c>5.1.9-0+deb12u1</c>.</summary>
    public static string Version(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program, "-version") { RedirectStandardOutput = true })!;
        var words = (process.StandardOutput.ReadLine() ?? "").Split(' ');
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return words.Length > 2 ? words[2] : "unknown";
    }

    /// <summary>What speaks against the ffmpeg in use, and what to do; null for nothing.</summary>
    /// <exception cref="UnsupportedVideoException">There is none.</exception>
    public static string? Remark => FfmpegMinimumVersion.Problem(Version(Ffmpeg)) is { } objection
        ? $"{objection}. Update it, or have the layer's built and used: layers/build ffmpeg. Until then give it videos that you trust."
        : null;

    private static bool HasBoth(string folder) =>
        File.Exists(Path.Combine(folder, "ffmpeg")) && File.Exists(Path.Combine(folder, "ffprobe"));

    private static IEnumerable<string> Layers() => LocalLayer.Find("ffmpeg", "bin") is { } built ? ["/opt/bin", built] : ["/opt/bin"];

    private static string[] OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
}
