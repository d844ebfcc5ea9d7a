using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Functions.Uploads;

namespace VideoPipeline.Functions;

/// <summary>Starts an execution for each video that is uploaded.</summary>
public sealed class StartFunction(IAmazonStepFunctions stepFunctions, Settings settings)
{
    /// <summary>
    /// Starts one, unless this delivery of the event repeats an earlier one. What throws is delivered again by Lambda, and
    /// goes to the dead-letter queue in the end.
    /// </summary>
    /// <exception cref="InvalidInputException">The event is of another bucket.</exception>
    [LambdaFunction]
    public Task<StartAnswer> Start(ObjectCreated created, ILambdaContext context)
    {
        var upload = Upload.Of(created);
        var subject = new StepSubject(upload.ExecutionName, null, $"s3://{upload.Bucket}/{upload.Key}");
        return StepLog.RunAsync(context, subject, (_, stop) => StartAsync(upload, stop));
    }

    private async Task<StartAnswer> StartAsync(Upload upload, CancellationToken stop)
    {
        if (upload.Bucket != settings.Bucket)
            throw new InvalidInputException($"The event is of bucket {upload.Bucket}; only uploads to {settings.Bucket} are looked at. Correct the rule.");
        var request = new StartExecutionRequest
        {
            StateMachineArn = settings.StateMachine
                ?? throw new InvalidOperationException($"The environment variable {Settings.StateMachineVariable} is not set."),
            Name = upload.ExecutionName,
            Input = upload.Input.ToJson(),
        };
        try
        {
            var answer = await stepFunctions.StartExecutionAsync(request, stop);
            return new StartAnswer { Name = request.Name, Execution = answer.ExecutionArn };
        }
        catch (ExecutionAlreadyExistsException)
        {
            // It has ended since; one that still runs is answered as if it were new.
            return new StartAnswer { Name = request.Name, Execution = null };
        }
    }
}
