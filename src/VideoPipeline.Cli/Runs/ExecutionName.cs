using System.Globalization;
using System.Security.Cryptography;
using VideoPipeline.Sources;

namespace VideoPipeline.Cli.Runs;

/// <summary>Names of executions: which video, when, and a few letters that no other run has.</summary>
internal static class ExecutionName
{
    private const int LongestStem = 48; // with time and letters well below the 80 characters of Step Functions

    /// <summary>Such as <c>my-film-20260131T235959Z-1f3a</c>: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static string For(string video, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return $"{Stem(video)}-{time}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    }

    /// <summary>The file's name without folder and extension, of the allowed characters.</summary>
    internal static string Stem(string video)
    {
        var path = SourceAddress.Scheme(video) is null ? video : video.Split('?', '#')[0];
        var stem = Path.GetFileNameWithoutExtension(path.TrimEnd('/'));
        var words = string.Concat(stem.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '-'))
            .Split('-', StringSplitOptions.RemoveEmptyEntries);
        var allowed = string.Join('-', words);
        if (allowed.Length > LongestStem) allowed = allowed[..LongestStem].TrimEnd('-');
        return allowed.Length == 0 ? "video" : allowed;
    }
}
