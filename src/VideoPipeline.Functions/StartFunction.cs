using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Functions.Uploads;

namespace VideoPipeline.Functions;

/// <summary>Starts an execution for each uploaded video.</summary>
internal sealed class StartFunction(IAmazonStepFunctions stepFunctions, Settings settings)
{
    /// <summary>
    /// Starts an execution, unless the event was delivered before. If it throws, Lambda retries, and finally sends the event to
    /// the dead-letter queue.
    /// </summary>
    /// <exception cref="InvalidInputException">The event comes from another bucket.</exception>
    [LambdaFunction]
    public Task<StartResult> Start(ObjectCreated created, ILambdaContext context)
    {
        var upload = Upload.Of(created);
        var subject = new StepSubject(upload.ExecutionName, null, $"s3://{upload.Bucket}/{upload.Key}");
        return StepLog.RunAsync(context, subject, (_, cancellation) => StartAsync(upload, cancellation));
    }

    private async Task<StartResult> StartAsync(Upload upload, CancellationToken cancellation)
    {
        if (upload.Bucket != settings.Bucket)
        {
            throw new InvalidInputException(
                $"The event comes from the bucket {upload.Bucket} instead of {settings.Bucket}. "
                + "Correct the event pattern of the rule.");
        }

        var request = new StartExecutionRequest
        {
            StateMachineArn = settings.StateMachine
                ?? throw new InvalidOperationException($"The environment variable {Settings.StateMachineVariable} is not set."),
            Name = upload.ExecutionName,
            Input = upload.Input.ToJson(),
        };
        try
        {
            var response = await stepFunctions.StartExecutionAsync(request, cancellation);
            return new StartResult { Name = request.Name, Execution = response.ExecutionArn };
        }
        catch (ExecutionAlreadyExistsException)
        {
            // It has ended. For one that is still running, StartExecution is idempotent and returns its ARN.
            return new StartResult { Name = request.Name, Execution = null };
        }
    }
}
