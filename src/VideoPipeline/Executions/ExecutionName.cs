using System.Globalization;
using System.Security.Cryptography;
using VideoPipeline.Video;

namespace VideoPipeline.Executions;

/// <summary>Names of executions: which video, when, and a few letters that no other run has.</summary>
public static class ExecutionName
{
    /// <summary>A new one for a video, such as <c>my-film-20260131T235959Z-1f3a</c>: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static string For(string video, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return $"{VideoStem.Of(video)}-{time}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    }
}
