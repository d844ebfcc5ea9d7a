namespace VideoPipeline.Sources.Remote;

/// <summary>A failure that a retry may resolve.</summary>
/// <param name="message">What the server answered.</param>
/// <param name="retryAfter">The delay that the server asks for (Retry-After); null if it sends none.</param>
internal sealed class TransientFault(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>
    /// Whether a retry may resolve the failure: connection errors, time-outs and overload are transient, an untrusted
    /// certificate is not.
    /// </summary>
    public static bool IsTransient(Exception e) => e switch
    {
        HttpRequestException { InnerException: System.Security.Authentication.AuthenticationException } => false,
        TransientFault or TimeoutException or HttpRequestException or IOException => true,
        _ => false,
    };
}
