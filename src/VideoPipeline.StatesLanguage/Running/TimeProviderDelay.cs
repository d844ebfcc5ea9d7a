namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Delays and deadlines that can exceed the maximum due time of a timer.</summary>
internal static class TimeProviderDelay
{
    // The due time of a timer is at most 2^32 - 2 milliseconds, about 49.7 days.
    private static readonly TimeSpan s_maxDueTime = TimeSpan.FromDays(49);

    public static async Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellation)
    {
        for (; delay > TimeSpan.Zero; delay -= s_maxDueTime)
        {
            await Task.Delay(delay < s_maxDueTime ? delay : s_maxDueTime, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Creates a token source that is cancelled a number of seconds after a time, which may have passed
    /// already.</summary>
    /// <inheritdoc cref="CreateDeadline(TimeProvider, int?)"/>
    public static CancellationTokenSource CreateDeadline(this TimeProvider time, int? seconds, DateTimeOffset after)
    {
        if (seconds is null) return new CancellationTokenSource();
        var left = after + TimeSpan.FromSeconds(seconds.Value) - time.GetUtcNow();
        if (left <= TimeSpan.Zero) return new CancellationTokenSource(TimeSpan.Zero, time);
        return left < s_maxDueTime ? new CancellationTokenSource(left, time) : new CancellationTokenSource();
    }

    /// <summary>Creates a token source that is cancelled after a number of seconds. It is never cancelled if
    /// <paramref name="seconds"/> is null or longer than a timer can wait.</summary>
    public static CancellationTokenSource CreateDeadline(this TimeProvider time, int? seconds) =>
        seconds is { } limit && TimeSpan.FromSeconds(limit) < s_maxDueTime
            ? new CancellationTokenSource(TimeSpan.FromSeconds(limit), time)
            : new CancellationTokenSource();
}
