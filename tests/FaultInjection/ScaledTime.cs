namespace VideoPipeline.FaultInjection;

/// <summary>A clock that runs faster than the real one, so that back-off and time-outs take little time.</summary>
/// <param name="factor">How many times faster.</param>
internal sealed class ScaledTime(int factor) : TimeProvider
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly long _started = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => (System.GetTimestamp() - _started) * factor;

    public override DateTimeOffset GetUtcNow() => _start + GetElapsedTime(0, GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scale(dueTime), Scale(period));

    private TimeSpan Scale(TimeSpan time) => time > TimeSpan.Zero ? time / factor : time;
}
