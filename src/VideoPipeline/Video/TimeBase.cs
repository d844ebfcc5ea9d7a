namespace VideoPipeline.Video;

/// <summary>The unit of a stream's integer time stamps: one tick lasts <c>Numerator / Denominator</c> seconds.</summary>
public readonly record struct TimeBase(int Numerator, int Denominator)
{
    /// <summary>Converts ticks to seconds, for display only: the result is rounded.</summary>
    public double ToSeconds(long ticks) => (double)ticks * Numerator / Denominator;

    /// <inheritdoc/>
    public override string ToString() => $"{Numerator}/{Denominator}";
}
