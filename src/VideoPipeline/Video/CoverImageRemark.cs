using System.Globalization;

namespace VideoPipeline.Video;

/// <summary>What is said of a file whose first video stream is one picture, such as a cover, while a video follows.</summary>
internal static class CoverImageRemark
{
    /// <param name="picture">The stream that is one picture.</param>
    /// <param name="video">The first stream that is more.</param>
    /// <param name="seconds">How long that lasts; null where it is not known.</param>
    public static string Of(int picture, int video, double? seconds) =>
        $"stream {picture} is one picture; stream {video} is a video{(seconds is { } known ? $" of {Clock(known)}" : "")}: --stream {video}";

    private static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        return time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
    }
}
