namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>An error response of the API.</summary>
/// <param name="name">The error type, such as <c>ExecutionDoesNotExist</c>.</param>
/// <param name="message">The message.</param>
internal sealed class ApiException(string name, string message) : Exception(message)
{
    /// <summary>The error type.</summary>
    public string Name => name;

    /// <summary>A request is invalid.</summary>
    public static ApiException Validation(string message) => new("ValidationException", message);

    /// <summary>A text is too long.</summary>
    public static ApiException TooLong(string member, int limit) => Validation(
        $"1 validation error detected: Value at '{member}' failed to satisfy constraint: "
        + $"Member must have length less than or equal to {limit}");

    /// <summary>A required text is empty.</summary>
    public static ApiException TooShort(string member) => Validation(
        $"1 validation error detected: Value '' at '{member}' failed to satisfy constraint: "
        + "Member must have length greater than or equal to 1");

    /// <summary>An execution does not exist.</summary>
    public static ApiException ExecutionDoesNotExist(string arn) =>
        new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");
}
