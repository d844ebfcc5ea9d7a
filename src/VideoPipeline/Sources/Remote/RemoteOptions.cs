namespace VideoPipeline.Sources.Remote;

/// <summary>Options for reading a video over the network, for HTTP and S3 alike.</summary>
internal abstract record RemoteOptions
{
    /// <summary>The number of bytes that opening reads. They usually contain the start of the container's header.</summary>
    public int FirstBytes { get; init; } = 64 * 1024;

    /// <summary>The maximum number of consecutive attempts without receiving a byte.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>
    /// The maximum delay before the second attempt. It doubles with each further attempt (exponential back-off).
    /// </summary>
    public TimeSpan InitialDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The maximum delay. A server that asks for a longer one (Retry-After) is reported as unavailable.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The idle time-out: the maximum time without receiving headers or further bytes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The minimum rate of a server in bytes per second, averaged over the idle time-out; slower ones are treated as idle.
    /// </summary>
    public int MinBytesPerSecond { get; init; } = 1024;

    /// <summary>Receives a line before each further attempt: what failed, and which attempt follows; null for none.</summary>
    public Action<string>? OnRetry { get; init; }

    /// <summary>The clock for delays and time-outs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The source of the jitter. Must be safe for concurrent use.</summary>
    public Random Random { get; init; } = Random.Shared;
}
