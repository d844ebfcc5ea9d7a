namespace VideoPipeline.Sources.Remote;

/// <summary>Applies the idle time-out to network operations.</summary>
internal static class IdleTimeout
{
    /// <summary>Runs one network operation, such as receiving headers or the next bytes, with the idle time-out.</summary>
    /// <exception cref="TimeoutException">The operation did not complete in time.</exception>
    public static async ValueTask<T> WithinIdleTimeout<T>(
        this RemoteOptions options, Func<CancellationToken, ValueTask<T>> operation, CancellationToken cancellation)
    {
        using var idle = new CancellationTokenSource(options.IdleTimeout, options.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, idle.Token);
        try
        {
            return await operation(linked.Token);
        }
        catch (OperationCanceledException e) when (idle.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"the server sent no data for {options.IdleTimeout.TotalSeconds:0.#} s", e);
        }
    }

    /// <summary>Copies a stream to its end, with the idle time-out and the minimum rate.</summary>
    /// <exception cref="TimeoutException">The server sent nothing, or too little, within the idle time-out.</exception>
    public static async Task CopyWithinIdleTimeout(
        this RemoteOptions options, Stream from, Stream to, CancellationToken cancellation)
    {
        var reader = new SteadyReader(options);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await reader.ReadAsync(from, buffer, cancellation)) > 0)
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
    }
}
