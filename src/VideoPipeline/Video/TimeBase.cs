namespace VideoPipeline.Video;

/// <summary>The unit of a stream's integer time stamps: one tick lasts <c>Numerator / Denominator</c> seconds.</summary>
public readonly record struct TimeBase(int Numerator, int Denominator)
{
    /// <summary>Seconds, for people; never compared, never fed back.</summary>
    public double Seconds(long ticks) => (double)ticks * Numerator / Denominator;

    /// <inheritdoc/>
    public override string ToString() => $"{Numerator}/{Denominator}";
}
