using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>An error response of Step Functions.</summary>
public class AmazonStepFunctionsException : AmazonServiceException
{
    /// <param name="message">The error message of the service.</param>
    /// <param name="innerException">The exception for the HTTP response.</param>
    /// <param name="errorType">Whether the client or the service caused the error.</param>
    /// <param name="errorCode">The error code.</param>
    /// <param name="requestId">The request id.</param>
    /// <param name="statusCode">The HTTP status code.</param>
    public AmazonStepFunctionsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
