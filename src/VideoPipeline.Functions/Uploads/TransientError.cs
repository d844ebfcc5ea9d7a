using Amazon.Runtime;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Functions.Uploads;

/// <summary>Tells errors that can pass (throttling, server errors, time-outs) from those that would happen again.</summary>
internal static class TransientError
{
    // Amazon S3 API reference, "Error responses", and those of AWS KMS, which S3 passes on, some of them with status 400.
    private static readonly HashSet<string> s_codes =
    [
        "SlowDown", "RequestTimeout", "RequestLimitExceeded", "TooManyRequestsException", "ExpiredToken", "TokenRefreshRequired",
        "RequestTimeTooSkewed", "OperationAborted",
    ];

    /// <summary>Whether a repetition may succeed.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        OperationCanceledException or SourceUnavailableException => true,
        AmazonServiceException { StatusCode: not 0 } response =>
            (int)response.StatusCode is 408 or 429 or >= 500
            || s_codes.Contains(response.ErrorCode ?? "")
            || response.ErrorCode?.Contains("Throttl", StringComparison.Ordinal) == true,
        // There is no response: the network failed, or there are no credentials yet.
        AmazonClientException => true,
        _ => TransientFault.IsTransient(failure),
    };
}
