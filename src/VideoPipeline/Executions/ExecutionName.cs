using System.Globalization;
using System.Security.Cryptography;
using VideoPipeline.Video;

namespace VideoPipeline.Executions;

/// <summary>Creates execution names from the video's name, the time and random digits.</summary>
internal static class ExecutionName
{
    /// <summary>
    /// Creates a name such as <c>my-film-20260131T235959Z-1f3a5c</c>, of ASCII letters, digits, <c>-</c> and <c>_</c>.
    /// </summary>
    public static string For(SourceAddress video, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return $"{VideoStem.Of(video)}-{time}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    }

    /// <summary>Whether a name that a person gives can be that of an execution: as above, of 1 to 80 characters.</summary>
    public static bool IsValid(string name) =>
        name.Length is >= 1 and <= 80 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
