using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>Invokes the functions of Task states. Implemented by the host of the engine.</summary>
public interface ITaskInvoker
{
    /// <summary>Invokes a function and returns its response payload.</summary>
    /// <param name="call">The function and its payload.</param>
    /// <param name="cancellation">Cancelled when the task times out or the execution stops. After a time-out the engine
    /// continues without waiting for this call; when the execution stops it waits, so the call must return promptly. A call
    /// that computes synchronously before it returns its task cannot be timed out.</param>
    /// <exception cref="TaskFailedException">The function failed. Any other exception is reported as
    /// Lambda.Unknown.</exception>
    /// <exception cref="UnknownIntegrationException">There is no such service here.</exception>
    Task<JsonData> InvokeAsync(TaskInvocation call, CancellationToken cancellation);
}

/// <summary>An invocation of a function by a Task state.</summary>
/// <param name="Resource">The Task's resource: <c>arn:aws:states:::SERVICE:ACTION</c> or the ARN of a function.</param>
/// <param name="FunctionName">The name or ARN of the function to invoke; the resource, if it is another service than
/// Lambda.</param>
/// <param name="Payload">The function's event, or the arguments of the call.</param>
/// <param name="ExecutionArn">The ARN of the execution or child execution.</param>
/// <param name="StateName">The name of the Task state.</param>
/// <param name="Heartbeat">Sends a heartbeat, which restarts the HeartbeatSeconds time-out if there is one.
/// Thread-safe.</param>
public sealed record TaskInvocation(
    string Resource, string FunctionName, JsonData Payload, string ExecutionArn, string StateName, Action Heartbeat)
{
    /// <summary>Identifies the attempt. A call that is made again after an interruption has the same.</summary>
    public string Id { get; init; } = "";
}
