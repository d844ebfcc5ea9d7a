using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>Does the work of Task states: the edge between the engine and whoever hosts the functions.</summary>
public interface ITaskInvoker
{
    /// <summary>Invokes a function and returns the payload it answers with.</summary>
    /// <param name="call">Which function, with what.</param>
    /// <param name="cancellation">Cancelled when the task has timed out or the execution stops. After a time-out the
    /// engine goes on at once; when the execution stops it waits for this call to return, so it must return soon. A
    /// call that computes for long before it gives back its task cannot be timed out.</param>
    /// <exception cref="TaskFailedException">The function failed. Any other exception is reported as
    /// Lambda.Unknown.</exception>
    Task<JToken> InvokeAsync(TaskInvocation call, CancellationToken cancellation);
}

/// <summary>An invocation of a function by a Task state.</summary>
/// <param name="Resource">The Task's resource: <c>arn:aws:states:::lambda:invoke</c> or the ARN of a function.</param>
/// <param name="FunctionName">The name or ARN that is to be invoked.</param>
/// <param name="Payload">The function's event; not to be changed.</param>
/// <param name="ExecutionArn">The execution, or the child execution, that invokes.</param>
/// <param name="StateName">The Task state.</param>
/// <param name="Heartbeat">Tells that the work goes on, where the state has HeartbeatSeconds. Thread-safe.</param>
public sealed record TaskInvocation(
    string Resource, string FunctionName, JToken Payload, string ExecutionArn, string StateName, Action Heartbeat);
