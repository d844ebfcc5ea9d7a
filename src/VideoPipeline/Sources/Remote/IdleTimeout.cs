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

    /// <summary>Copies all that comes.</summary>
    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    public static async Task CopyWithinIdleTimeout(
        this RemoteOptions options, Stream from, Stream to, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await options.WithinIdleTimeout(token => from.ReadAsync(buffer, token), cancellation)) > 0)
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
    }
}
