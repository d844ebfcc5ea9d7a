using VideoPipeline.Errors;
using VideoPipeline.Functions.Executions;

namespace VideoPipeline.Cli.Remote;

/// <summary>Sends requests to Step Functions.</summary>
internal static class StepFunctionsCalls
{
    /// <summary>Sends a request and translates the exceptions of the client.</summary>
    /// <param name="arn">The ARN that the request is about.</param>
    /// <param name="call">Sends the request.</param>
    /// <exception cref="VideoPipelineException">Step Functions rejects the request or cannot be reached.</exception>
    public static async Task<T> SendAsync<T>(string arn, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception problem) when (StepFunctionsFailure.FromException(problem, arn) is { } failure)
        {
            throw failure;
        }
    }
}
