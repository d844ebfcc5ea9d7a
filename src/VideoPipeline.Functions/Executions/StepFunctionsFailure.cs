using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;
using VideoPipeline.Video;

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
            $"'{subject}' is not a valid ARN: {MessageOf(exception)} Give the ARN of a state machine or an execution.",
            exception),
        AmazonStepFunctionsException
        {
            ErrorCode: "AccessDeniedException" or "UnrecognizedClientException"
                or "ExpiredTokenException" or "InvalidSignatureException",
        } => new VideoAccessDeniedException(
            $"Step Functions denied access to {subject}: {MessageOf(exception)} Check the credentials and their permissions.",
            exception),
        AmazonServiceException => new SourceUnavailableException(
            $"The Step Functions request for {subject} failed: {MessageOf(exception)}", exception),
        AmazonClientException or HttpRequestException => new SourceUnavailableException(
            $"The Step Functions request for {subject} could not be sent: {MessageOf(exception)} "
            + "Check the network, the credentials and AWS_ENDPOINT_URL_SFN.",
            exception),
        _ => null,
    };

    // Step Functions can quote the input that it rejects.
    private static string MessageOf(Exception exception) => AddressText.WithoutSecretsWithin(exception.Message);
}
