namespace VideoPipeline.Video;

/// <summary>The properties of a video stream.</summary>
public sealed record VideoProperties
{
    /// <summary>
    /// ffmpeg's name for the container (<c>mov</c>, <c>matroska</c>, <c>avi</c>…); the first if it has several.
    /// </summary>
    public required string Container { get; init; }

    /// <summary>ffmpeg's name for the codec (<c>h264</c>, <c>hevc</c>, <c>vp9</c>, <c>av1</c>, <c>mpeg4</c>…).</summary>
    public required string Codec { get; init; }

    /// <summary>The index of the stream among all streams of the file, as in ffmpeg.</summary>
    public required int Stream { get; init; }

    /// <summary>The width of a decoded frame in pixels, before rotation.</summary>
    public required int Width { get; init; }

    /// <summary>The height of a decoded frame in pixels, before rotation.</summary>
    public required int Height { get; init; }

    /// <summary>The clockwise rotation for display in degrees: 0, 90, 180 or 270.</summary>
    public required int Rotation { get; init; }

    /// <summary>The unit of the time stamps.</summary>
    public required TimeBase TimeBase { get; init; }
}
