namespace VideoPipeline.Video;

/// <summary>Names of a video without its folder and extension.</summary>
internal static class VideoStem
{
    /// <summary>The maximum number of characters.</summary>
    public const int MaxLength = 44;

    /// <summary>
    /// The file name without folder and extension, reduced to ASCII letters, digits, <c>-</c> and <c>_</c>; <c>video</c> if
    /// nothing remains.
    /// </summary>
    public static string Of(SourceAddress video)
    {
        var stem = FullName(video);
        var words = string.Concat(stem.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '-'))
            .Split('-', StringSplitOptions.RemoveEmptyEntries);
        var allowed = string.Join('-', words);
        if (allowed.Length > MaxLength) allowed = allowed[..MaxLength].TrimEnd('-');
        return allowed.Length == 0 ? "video" : allowed;
    }

    /// <summary>The file name without folder and extension, for people.</summary>
    public static string FullName(SourceAddress video) => Path.GetFileNameWithoutExtension(video.FileName);
}
