namespace VideoPipeline.Sources.Remote;

/// <summary>Ends a step of the conversation with a server that has gone silent.</summary>
internal static class IdleTimeout
{
    /// <exception cref="TimeoutException">The step did not end in time.</exception>
    public static async ValueTask<T> WithinIdleTimeout<T>(
        this RemoteOptions options, Func<CancellationToken, ValueTask<T>> step, CancellationToken cancellation)
    {
        using var idle = new CancellationTokenSource(options.IdleTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, idle.Token);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException e) when (idle.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"the server sent nothing for {options.IdleTimeout.TotalSeconds:0.#} s", e);
        }
    }
}
