using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>An answer of Step Functions that is an error.</summary>
public class AmazonStepFunctionsException : AmazonServiceException
{
    /// <param name="message">What the service said.</param>
    /// <param name="innerException">The HTTP answer.</param>
    /// <param name="errorType">Whose fault it is.</param>
    /// <param name="errorCode">The error's name.</param>
    /// <param name="requestId">The request's id.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public AmazonStepFunctionsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
