using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.StepFunctions;
using VideoPipeline.Functions.Completions;
using VideoPipeline.Functions.Executions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>
/// The function that EventBridge invokes when an execution has ended. It is not a state: what fails, fails in the state that did
/// the work, so that a redrive goes on from there.
/// </summary>
internal sealed class CompletionFunction(IStore store, IAmazonStepFunctions stepFunctions, Settings settings)
{
    private readonly ExecutionReader _reader = new(stepFunctions);

    /// <summary>
    /// Writes <c>failure.json</c> if the execution did not succeed, and deletes that of an earlier attempt if a redrive did.
    /// </summary>
    [LambdaFunction]
    public Task<Completion> Complete(StatusChange change, ILambdaContext context)
    {
        var subject = new StepSubject(change.Detail.Name, null, null);
        return StepLog.RunAsync(context, subject, (_, cancellation) => CompleteAsync(change.Detail, cancellation));
    }

    private async Task<Completion> CompleteAsync(StatusChangeDetail detail, CancellationToken cancellation)
    {
        // Running if it has been redriven meanwhile: then the end of that attempt has an event too.
        var view = await _reader.ReadAsync(detail.ExecutionArn, withProgress: false, cancellation);
        var (run, result) = (new RunKeys(detail.Name), view.Result());
        var error = view.IsRunning || result is not null ? null : view.Error ?? view.Status;
        if (error is not null)
        {
            var record = new FailureRecord { Error = error, Cause = view.Cause ?? error, Range = view.Range };
            await FailureRecords.WriteAsync(store, run.Failure, record, cancellation);
        }
        else if (result is not null && await store.ExistsAsync(run.Failure, cancellation))
        {
            // Deleting what does not exist would leave a delete marker for each run.
            await store.DeleteAsync(run.Failure, cancellation);
        }

        return new Completion
        {
            Run = detail.Name,
            Execution = detail.ExecutionArn,
            Status = view.Status,
            Folder = AddressOf(run.Prefix),
            Summary = result is null ? null : AddressOf(result.Summary),
            Frames = result?.Frames,
            Console = ConsolePage(detail.ExecutionArn),
            Error = error,
            Cause = error is null ? null : view.Cause ?? error,
            Range = view.Range,
        };
    }

    private string AddressOf(string key) => $"s3://{settings.Bucket}/{key}";

    private static string ConsolePage(string arn)
    {
        var region = arn.Split(':')[3];
        return $"https://{region}.console.aws.amazon.com/states/home?region={region}#/v2/executions/details/{arn}";
    }
}
