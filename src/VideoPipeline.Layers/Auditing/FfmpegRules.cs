using System.Text;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Native;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Whether the ffmpeg of a package may be given videos of strangers (<see cref="FfmpegMinimumVersion"/>).</summary>
internal static class FfmpegRules
{
    private const int LongestVersion = 64;

    // libavutil/version.c: every program with libavutil in it has this text.
    private static readonly byte[] s_mark = "FFmpeg version "u8.ToArray();

    public static IEnumerable<Finding> Check(Package package) =>
        from entry in package.Entries
        where Path.GetFileName(entry.Path) == "ffmpeg"
        let version = VersionIn(entry.Content)
        where version is not null
        let objection = FfmpegMinimumVersion.Problem(version)
        where objection is not null
        select new Finding(package.Name, entry.Path, objection, "Take a newer source into layers/sources and build it again");

    private static string? VersionIn(ReadOnlySpan<byte> program)
    {
        var at = program.IndexOf(s_mark);
        if (at < 0) return null;
        var text = program.Slice(at + s_mark.Length, Math.Min(LongestVersion, program.Length - at - s_mark.Length));
        return text.IndexOf((byte)0) is >= 0 and var end ? Encoding.ASCII.GetString(text[..end]) : null;
    }
}
