namespace VideoPipeline.Video;

/// <summary>Frames <see cref="Start"/> up to, not including, <see cref="End"/>, by number in presentation order.</summary>
public readonly record struct FrameRange(long Start, long End)
{
    /// <summary>The <see cref="End"/> of a range that reaches to the last frame, whichever that is.</summary>
    public const long ToEnd = long.MaxValue;

    /// <summary>How many frames there are.</summary>
    public long Count => End - Start;

    /// <inheritdoc/>
    public override string ToString() => $"{Start}:{End}";
}
