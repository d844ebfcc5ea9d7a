namespace VideoPipeline.Cli.Tests.Support;

/// <summary>A clock that moves only when told to.</summary>
internal sealed class StepClock : TimeProvider
{
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 31, 23, 59, 58, TimeSpan.Zero) + _passed;

    public void Pass(double seconds) => _passed += TimeSpan.FromSeconds(seconds);
}
