namespace VideoPipeline.Sources.Remote;

/// <summary>How a source on the network is treated, whatever it speaks.</summary>
public abstract record RemoteOptions
{
    /// <summary>Bytes that opening fetches, with which reading the container's header usually begins.</summary>
    public int FirstBytes { get; init; } = 64 * 1024;

    /// <summary>Attempts without a byte of progress before the source counts as unavailable.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>The wait before the second attempt, at most; it doubles with each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait; a server that asks for a longer one (Retry-After) is given up.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a server may send nothing, be it headers or the next bytes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of waits and time-outs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The chance in the waits; safe for concurrent use.</summary>
    public Random Random { get; init; } = Random.Shared;
}
