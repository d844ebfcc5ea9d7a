namespace VideoPipeline.Sources.Remote;

/// <summary>A server's answer that may be another one in a while.</summary>
/// <param name="message">What it answered.</param>
/// <param name="retryAfter">When the server asks to be asked again, where it says so.</param>
internal sealed class TransientFault(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>
    /// Faults of connection, time and server load pass; a certificate that is not trusted does not.
    /// </summary>
    public static bool IsTransient(Exception e) => e switch
    {
        HttpRequestException { InnerException: System.Security.Authentication.AuthenticationException } => false,
        TransientFault or TimeoutException or HttpRequestException or IOException => true,
        _ => false,
    };
}
