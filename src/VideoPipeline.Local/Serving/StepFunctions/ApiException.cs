namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>An error that the API answers by its name.</summary>
/// <param name="name">As AWS names it, such as <c>ExecutionDoesNotExist</c>.</param>
/// <param name="message">What was wrong.</param>
internal sealed class ApiException(string name, string message) : Exception(message)
{
    public string Name => name;

    public static ApiException Validation(string message) => new("ValidationException", message);

    public static ApiException NoExecution(string arn) => new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");
}
