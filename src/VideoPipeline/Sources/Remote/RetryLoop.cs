using VideoPipeline.Errors;

namespace VideoPipeline.Sources.Remote;

/// <summary>
/// Retries one read with exponential back-off and equal jitter (M. Brooker, Exponential Backoff and Jitter, AWS Architecture
/// Blog, 2015), so that workers that failed at the same time do not retry at the same time.
/// </summary>
/// <param name="name">The display name of the address.</param>
/// <param name="options">The number of attempts and the delays.</param>
internal sealed class RetryLoop(string name, RemoteOptions options)
{
    private int _failures;

    /// <summary>Resets the count of failures, because bytes were received.</summary>
    public void ResetAfterProgress() => _failures = 0;

    /// <summary>Retries an operation after transient faults, until it succeeds or no attempt is left.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (Exception e) when (TransientFault.IsTransient(e))
            {
                await DelayAsync(e, cancellation);
            }
        }
    }

    /// <summary>Waits for the back-off delay before the next attempt.</summary>
    /// <exception cref="SourceUnavailableException">No attempt is left, or Retry-After exceeds the maximum delay.</exception>
    public async Task DelayAsync(Exception fault, CancellationToken cancellation)
    {
        _failures++;
        var retryAfter = (fault as TransientFault)?.RetryAfter ?? TimeSpan.Zero;
        if (retryAfter > options.MaxDelay)
            throw new SourceUnavailableException(
                $"{name}: {fault.Message}, with Retry-After {retryAfter.TotalSeconds:0} s. Run again after that time.", fault);
        if (_failures >= options.MaxAttempts)
            throw new SourceUnavailableException(
                $"{name} failed after {_failures} attempts: {fault.Message.TrimEnd('.')}. " +
                "Check the address and the network, then run again.", fault);
        var delay = Delay(_failures);
        options.OnRetry?.Invoke(
            $"{name}: {fault.Message.TrimEnd('.')}. Attempt {_failures + 1} of {options.MaxAttempts} follows.");
        await Task.Delay(retryAfter > delay ? retryAfter : delay, options.Time, cancellation);
    }

    private TimeSpan Delay(int failures)
    {
        var backOff = options.InitialDelay * Math.Pow(2, failures - 1);
        if (backOff > options.MaxDelay) backOff = options.MaxDelay;
        return backOff * (0.5 + (options.Random.NextDouble() / 2));
    }
}
