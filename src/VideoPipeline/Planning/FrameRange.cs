namespace VideoPipeline.Planning;

/// <summary>Frames <see cref="Start"/> up to, not including, <see cref="End"/>, by number in presentation order.</summary>
public readonly record struct FrameRange(long Start, long End)
{
    /// <summary>How many frames there are.</summary>
    public long Count => End - Start;

    /// <inheritdoc/>
    public override string ToString() => $"{Start}:{End}";
}
