namespace VideoPipeline.Video;

/// <summary>What a video is called where names may hold little: in those of executions.</summary>
public static class VideoStem
{
    /// <summary>Characters at most.</summary>
    public const int MaximumLength = 44;

    /// <summary>
    /// The file's name without folder and extension, in ASCII letters, digits, <c>-</c> and <c>_</c>; <c>video</c> where
    /// nothing of it remains.
    /// </summary>
    public static string Of(string video)
    {
        var path = SourceAddress.Scheme(video) is null ? video : video.Split('?', '#')[0];
        var stem = Path.GetFileNameWithoutExtension(path.TrimEnd('/'));
        var words = string.Concat(stem.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '-'))
            .Split('-', StringSplitOptions.RemoveEmptyEntries);
        var allowed = string.Join('-', words);
        if (allowed.Length > MaximumLength) allowed = allowed[..MaximumLength].TrimEnd('-');
        return allowed.Length == 0 ? "video" : allowed;
    }
}
