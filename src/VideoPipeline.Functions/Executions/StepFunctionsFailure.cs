using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions.Executions;

/// <summary>Translates exceptions of the Step Functions client to those of this product.</summary>
internal static class StepFunctionsFailure
{
    /// <summary>Translates an exception; null if the client did not throw it.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="subject">The subject of the request: a name or an ARN.</param>
    public static VideoPipelineException? FromException(Exception exception, string subject) => exception switch
    {
        ExecutionDoesNotExistException => new InvalidInputException(
            $"The execution {subject} does not exist. Check its name, account and region; AWS deletes executions after 90 days.",
            exception),
        StateMachineDoesNotExistException => new InvalidInputException(
            $"The state machine {subject} does not exist. Check its name, account and region.", exception),
        ExecutionAlreadyExistsException => new InvalidInputException(
            $"An execution named {subject} already exists. Give a different name.", exception),
        InvalidArnException => new InvalidInputException(
            $"'{subject}' is not a valid ARN: {exception.Message} Give the ARN of a state machine or an execution.", exception),
        AmazonStepFunctionsException
        {
            ErrorCode: "AccessDeniedException" or "UnrecognizedClientException"
                or "ExpiredTokenException" or "InvalidSignatureException",
        } => new VideoAccessDeniedException(
            $"Step Functions denied access to {subject}: {exception.Message} Check the credentials and their permissions.",
            exception),
        AmazonServiceException => new SourceUnavailableException(
            $"The Step Functions request for {subject} failed: {exception.Message}", exception),
        AmazonClientException or HttpRequestException => new SourceUnavailableException(
            $"The Step Functions request for {subject} could not be sent: {exception.Message} "
            + "Check the network, the credentials and AWS_ENDPOINT_URL_SFN.",
            exception),
        _ => null,
    };
}
