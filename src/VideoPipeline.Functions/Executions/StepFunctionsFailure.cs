using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions.Executions;

/// <summary>What Step Functions refuses, by the product's own types.</summary>
public static class StepFunctionsFailure
{
    /// <summary>The failure of a request; null where it is none of Step Functions'.</summary>
    /// <param name="problem">What was thrown.</param>
    /// <param name="about">What was asked about: a name or an ARN.</param>
    public static VideoPipelineException? Of(Exception problem, string about) => problem switch
    {
        ExecutionDoesNotExistException => new InvalidInputException($"There is no execution {about}. Check its name, account and region; AWS forgets executions after 90 days.", problem),
        StateMachineDoesNotExistException => new InvalidInputException($"There is no state machine {about}. Check its name, account and region.", problem),
        ExecutionAlreadyExistsException => new InvalidInputException($"There is an execution named {about} already. Give another name.", problem),
        InvalidArnException => new InvalidInputException($"'{about}' is not the ARN that is wanted: {problem.Message}", problem),
        AmazonStepFunctionsException { ErrorCode: "AccessDeniedException" or "UnrecognizedClientException" or "ExpiredTokenException" or "InvalidSignatureException" } =>
            new VideoAccessDeniedException($"Step Functions refuses to tell of {about}: {problem.Message} Check the credentials and what they may do.", problem),
        AmazonServiceException => new SourceUnavailableException($"Step Functions failed on {about}: {problem.Message}", problem),
        AmazonClientException or HttpRequestException => new SourceUnavailableException(
            $"Step Functions cannot be asked about {about}: {problem.Message} Check the network, the credentials and AWS_ENDPOINT_URL_SFN.", problem),
        _ => null,
    };
}
