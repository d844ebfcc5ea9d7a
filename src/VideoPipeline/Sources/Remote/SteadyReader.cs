namespace VideoPipeline.Sources.Remote;

/// <summary>
/// Reads bodies of responses, with the idle time-out and the minimum rate: a server that sends a byte now and then is never idle.
/// </summary>
/// <param name="options">The time-out and the rate.</param>
internal sealed class SteadyReader(RemoteOptions options)
{
    // Since the last check. Only the time in which this program waits for the server counts.
    private TimeSpan _waited;
    private long _bytes;

    /// <summary>Whether the bytes since the last check have come at the minimum rate.</summary>
    public bool IsSteady => _bytes >= options.MinBytesPerSecond * _waited.TotalSeconds;

    /// <summary>Reads the next bytes.</summary>
    /// <returns>Their number; 0 at the end of the body.</returns>
    /// <exception cref="TimeoutException">The server sent nothing, or too little, within the idle time-out.</exception>
    public async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        var started = options.Time.GetTimestamp();
        var read = await options.WithinIdleTimeout(token => body.ReadAsync(buffer, token), cancellation);
        _waited += options.Time.GetElapsedTime(started);
        _bytes += read;
        if (_waited >= options.IdleTimeout) Check();
        return read;
    }

    private void Check()
    {
        var (steady, bytes, waited) = (IsSteady, _bytes, _waited);
        (_bytes, _waited) = (0, TimeSpan.Zero);
        if (!steady)
            throw new TimeoutException(
                $"the server sent only {bytes} bytes in {waited.TotalSeconds:0.#} s, "
                + $"less than {options.MinBytesPerSecond} a second");
    }
}
