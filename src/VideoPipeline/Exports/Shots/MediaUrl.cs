using VideoPipeline.Video;

namespace VideoPipeline.Exports.Shots;

/// <summary>The address of a video as a URL, by which editing programs find it.</summary>
internal static class MediaUrl
{
    /// <summary>Returns a <c>file://</c> URL for a path (RFC 8089), other addresses unchanged, without credentials.</summary>
    public static string Of(SourceAddress video)
    {
        var text = video.ToString();
        return video.Scheme is null && text.StartsWith('/')
            ? "file://" + string.Join('/', text.Split('/').Select(Uri.EscapeDataString))
            : text;
    }
}
