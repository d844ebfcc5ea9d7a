using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoPipeline.Native;

/// <summary>The oldest releases of ffmpeg without a known hole by which a crafted video takes over the program.</summary>
/// <remarks>
/// Source: CVE-2026-8461, a write beyond the heap in the MagicYUV decoder; fixed in 7.1.5, 8.0.3 and 8.1.2, and in no release of an
/// older branch. A new hole of that kind raises the floor here.
/// </remarks>
internal static partial class FfmpegMinimumVersion
{
    private static readonly Version[] s_fixed = [new(7, 1, 5), new(8, 0, 3), new(8, 1, 2)];

    /// <summary>Why a version is too old to be given videos of strangers; null where it is not.</summary>
    /// <param name="version">As ffmpeg states it: <c>5.1.9-0+deb12u1</c>. One that begins with no number, such as a developer's build, passes.</param>
    public static string? Problem(string version)
    {
        if (Number().Match(version) is not { Success: true } match) return null;
        var number = new Version(Part("major"), Part("minor"), Part("patch"));
        // The release of its own branch, else the first of a newer one: branches are left behind, not joined.
        var floor = s_fixed.FirstOrDefault(release => (release.Major, release.Minor).CompareTo((number.Major, number.Minor)) >= 0);
        return floor is null || number >= floor
            ? null
            : $"ffmpeg {version} is older than {floor}, the first release after it without CVE-2026-8461, by which a crafted video takes over the program";

        int Part(string name) => int.TryParse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    [GeneratedRegex(@"\An?(?<major>\d{1,9})(\.(?<minor>\d{1,9}))?(\.(?<patch>\d{1,9}))?")]
    private static partial Regex Number();
}
