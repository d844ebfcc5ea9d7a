using VideoPipeline.Errors;

namespace VideoPipeline.Sources.Remote;

/// <summary>
/// The attempts at one read. Waits double and are drawn from the upper half ("equal jitter": M. Brooker, Exponential Backoff
/// and Jitter, AWS Architecture Blog, 2015), so that workers that failed together do not return together.
/// </summary>
/// <param name="name">The address, as it may be printed.</param>
/// <param name="options">How many attempts, and how long the waits.</param>
internal sealed class RetryLoop(string name, RemoteOptions options)
{
    private int _failures;

    /// <summary>Bytes have come: whatever fails next is the first failure again.</summary>
    public void ResetAfterProgress() => _failures = 0;

    /// <summary>Does what may fail and pass, until it succeeds or no attempt is left.</summary>
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
                await WaitAsync(e, cancellation);
            }
        }
    }

    /// <summary>Waits before the next attempt.</summary>
    /// <exception cref="SourceUnavailableException">There is none, or the server asks to wait too long.</exception>
    public async Task WaitAsync(Exception fault, CancellationToken cancellation)
    {
        _failures++;
        var asked = (fault as TransientFault)?.RetryAfter ?? TimeSpan.Zero;
        if (asked > options.MaxDelay)
            throw new SourceUnavailableException(
                $"{name}: {fault.Message}, and the server asks to wait {asked.TotalSeconds:0} s. Run again after that.", fault);
        if (_failures >= options.MaxAttempts)
            throw new SourceUnavailableException(
                $"{name} did not answer in {_failures} attempts: {fault.Message.TrimEnd('.')}. " +
                "Check the address and the network, then run again.", fault);
        var delay = Delay(_failures);
        await Task.Delay(asked > delay ? asked : delay, options.Time, cancellation);
    }

    private TimeSpan Delay(int failures)
    {
        var whole = options.FirstDelay * Math.Pow(2, failures - 1);
        if (whole > options.MaxDelay) whole = options.MaxDelay;
        return whole * (0.5 + (options.Random.NextDouble() / 2));
    }
}
