namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>Thrown by an <see cref="Tasks.ITaskInvoker"/> when the work of a Task failed.</summary>
/// <param name="error">The name that Retry and Catch compare, such as the exception type a Lambda function
/// reports.</param>
/// <param name="cause">For people and for the history; for a Lambda function the JSON text of
/// <c>{errorMessage, errorType, stackTrace}</c>.</param>
public sealed class TaskFailedException(string error, string cause) : Exception($"{error}: {cause}")
{
    public string Error { get; } = error;

    public string Cause { get; } = cause;
}
