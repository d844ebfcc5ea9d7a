namespace VideoPipeline.Video;

/// <summary>The properties of a video stream.</summary>
public sealed record VideoProperties
{
    /// <summary>ffmpeg's name of the container, the first where it has several (<c>mov</c>, <c>matroska</c>, <c>avi</c>…).</summary>
    public required string Container { get; init; }

    /// <summary>ffmpeg's name of the codec (<c>h264</c>, <c>hevc</c>, <c>vp9</c>, <c>av1</c>, <c>mpeg4</c>…).</summary>
    public required string Codec { get; init; }

    /// <summary>The stream's number among all streams of the file, as ffmpeg counts.</summary>
    public required int Stream { get; init; }

    /// <summary>Width in pixels of a decoded frame, before rotation.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels of a decoded frame, before rotation.</summary>
    public required int Height { get; init; }

    /// <summary>Degrees clockwise that the picture is turned for display: 0, 90, 180 or 270.</summary>
    public required int Rotation { get; init; }

    /// <summary>The unit of the time stamps.</summary>
    public required TimeBase TimeBase { get; init; }
}
