namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>Thrown by an <see cref="Tasks.ITaskInvoker"/> when a task failed.</summary>
/// <param name="error">The error name that Retry and Catch match, such as the exception type that a Lambda function
/// reports.</param>
/// <param name="cause">The cause, recorded in the history; for a Lambda function the JSON text of
/// <c>{errorMessage, errorType, stackTrace}</c>.</param>
public sealed class TaskFailedException(string error, string cause) : Exception($"{error}: {cause}")
{
    public string Error { get; } = error;

    public string Cause { get; } = cause;
}
