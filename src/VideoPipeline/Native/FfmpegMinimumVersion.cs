using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoPipeline.Native;

/// <summary>
/// Checks for ffmpeg releases with a known vulnerability that allows arbitrary code execution by a crafted video.
/// </summary>
/// <remarks>
/// Source: CVE-2026-8461, a heap buffer overflow in the MagicYUV decoder; fixed in 7.1.5, 8.0.3 and 8.1.2, not in older branches.
/// Raise these versions when another such vulnerability becomes known.
/// </remarks>
internal static partial class FfmpegMinimumVersion
{
    private static readonly Version[] s_fixed = [new(7, 1, 5), new(8, 0, 3), new(8, 1, 2)];

    /// <summary>Why a version must not process untrusted videos; null if it may.</summary>
    /// <param name="version">
    /// The version that ffmpeg reports: <c>5.1.9-0+deb12u1</c>. A version without a leading number, such as that of a development
    /// build, is accepted.
    /// </param>
    public static string? Problem(string version)
    {
        if (Number().Match(version) is not { Success: true } match) return null;
        var number = new Version(Part("major"), Part("minor"), Part("patch"));
        // The fixed release of the same branch, or else that of the next newer branch.
        var fixedRelease = s_fixed.FirstOrDefault(
            release => (release.Major, release.Minor).CompareTo((number.Major, number.Minor)) >= 0);
        return fixedRelease is null || number >= fixedRelease
            ? null
            : $"ffmpeg {version} is older than {fixedRelease}, which fixes CVE-2026-8461 " +
              "(a crafted video can execute arbitrary code)";

        int Part(string name) =>
            int.TryParse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    [GeneratedRegex(@"\An?(?<major>\d{1,9})(\.(?<minor>\d{1,9}))?(\.(?<patch>\d{1,9}))?")]
    private static partial Regex Number();
}
