namespace VideoPipeline.Video;

/// <summary>The frames from <see cref="Start"/> to <see cref="End"/> (exclusive), numbered in presentation order.</summary>
public readonly record struct FrameRange(long Start, long End)
{
    /// <summary>The <see cref="End"/> of a range that extends to the last frame of the video.</summary>
    public const long ToEnd = long.MaxValue;

    /// <summary>The number of frames.</summary>
    public long Count => End - Start;

    /// <inheritdoc/>
    public override string ToString() => $"{Start}:{End}";
}
