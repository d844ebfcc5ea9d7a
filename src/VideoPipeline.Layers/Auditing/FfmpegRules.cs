using System.Text;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Native;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Checks that the ffmpeg in a package is recent enough for untrusted videos
/// (<see cref="FfmpegMinimumVersion"/>).</summary>
internal static class FfmpegRules
{
    private const int MaxVersionLength = 64;

    // libavutil/version.c: every program linked with libavutil contains this string.
    private static readonly byte[] s_prefix = "FFmpeg version "u8.ToArray();

    public static IEnumerable<Finding> Check(Package package) =>
        from entry in package.Entries
        where Path.GetFileName(entry.Path) == "ffmpeg"
        let version = VersionIn(entry.Content)
        where version is not null
        let problem = FfmpegMinimumVersion.Problem(version)
        where problem is not null
        select new Finding(package.Name, entry.Path, problem, "Add a newer source to layers/sources and rebuild the layer");

    private static string? VersionIn(ReadOnlySpan<byte> program)
    {
        var at = program.IndexOf(s_prefix);
        if (at < 0) return null;
        var text = program.Slice(at + s_prefix.Length, Math.Min(MaxVersionLength, program.Length - at - s_prefix.Length));
        return text.IndexOf((byte)0) is >= 0 and var end ? Encoding.ASCII.GetString(text[..end]) : null;
    }
}
