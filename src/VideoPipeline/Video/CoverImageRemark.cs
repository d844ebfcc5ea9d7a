using System.Globalization;

namespace VideoPipeline.Video;

/// <summary>
/// The remark about a file whose first video stream is a single image, such as a cover image, and is followed by a video.
/// </summary>
internal static class CoverImageRemark
{
    /// <summary>Formats the remark.</summary>
    /// <param name="image">The number of the stream that is a single image.</param>
    /// <param name="video">The number of the first stream that is a video.</param>
    /// <param name="seconds">The duration of the video; null if unknown.</param>
    public static string Format(int image, int video, double? seconds)
    {
        var duration = seconds is { } known ? $" of {FormatDuration(known)}" : "";
        return $"stream {image} is a single image; to analyze stream {video}, a video{duration}, use --stream {video}";
    }

    private static string FormatDuration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        return time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
    }
}
