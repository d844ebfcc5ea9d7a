namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Delays and deadlines that may be longer than one timer can be.</summary>
internal static class TimeProviderDelay
{
    // Timers take at most 2^32 - 2 milliseconds, about 49 days.
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromDays(49);

    public static async Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellation)
    {
        for (; delay > TimeSpan.Zero; delay -= s_longestTimer)
        {
            await Task.Delay(delay < s_longestTimer ? delay : s_longestTimer, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A source that is cancelled when the time is over; never where there is none or it is beyond any
    /// timer.</summary>
    public static CancellationTokenSource Deadline(this TimeProvider time, int? seconds) =>
        seconds is { } limit && TimeSpan.FromSeconds(limit) < s_longestTimer
            ? new CancellationTokenSource(TimeSpan.FromSeconds(limit), time)
            : new CancellationTokenSource();
}
