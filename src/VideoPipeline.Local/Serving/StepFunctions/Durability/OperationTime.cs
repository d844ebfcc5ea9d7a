namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>The clock of operations, which stands still while one is executed that is recorded with its time.</summary>
internal sealed class OperationTime(TimeProvider time) : TimeProvider
{
    /// <summary>The time of the operation; null for that of the clock.</summary>
    public DateTimeOffset? Fixed { get; set; }

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Fixed ?? time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
