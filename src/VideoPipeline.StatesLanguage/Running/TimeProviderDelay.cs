namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Delays and deadlines that may be longer than one timer can be.</summary>
internal static class TimeProviderDelay
{
    // Timers take at most 2^32 - 2 milliseconds, about 49 days.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    public static async Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellation)
    {
        for (; delay > TimeSpan.Zero; delay -= LongestTimer)
        {
            await Task.Delay(delay < LongestTimer ? delay : LongestTimer, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A source that is cancelled when the time is over; never where there is none or it is beyond any
    /// timer.</summary>
    public static CancellationTokenSource Deadline(this TimeProvider time, int? seconds) =>
        seconds is { } limit && TimeSpan.FromSeconds(limit) < LongestTimer
            ? new CancellationTokenSource(TimeSpan.FromSeconds(limit), time)
            : new CancellationTokenSource();
}
