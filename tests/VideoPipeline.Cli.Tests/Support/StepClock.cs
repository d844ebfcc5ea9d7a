namespace VideoPipeline.Cli.Tests.Support;

/// <summary>A clock that only <see cref="Advance"/> advances.</summary>
internal sealed class StepClock : TimeProvider
{
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 31, 23, 59, 58, TimeSpan.Zero) + _elapsed;

    public void Advance(double seconds) => _elapsed += TimeSpan.FromSeconds(seconds);
}
