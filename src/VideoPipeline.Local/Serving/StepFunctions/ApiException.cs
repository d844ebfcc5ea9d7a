namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>An error response of the API.</summary>
/// <param name="name">The error type, such as <c>ExecutionDoesNotExist</c>.</param>
/// <param name="message">The message.</param>
internal sealed class ApiException(string name, string message) : Exception(message)
{
    /// <summary>The error type.</summary>
    public string Name => name;

    /// <summary>The reason of a ValidationException, such as <c>CANNOT_UPDATE_COMPLETED_MAP_RUN</c>; null for most.</summary>
    public string? Reason { get; private init; }

    /// <summary>The ARN of the resource that an error has beside the message; null for most.</summary>
    public string? Resource { get; private init; }

    /// <summary>A request is invalid.</summary>
    public static ApiException Validation(string message, string? reason = null) =>
        new("ValidationException", message) { Reason = reason };

    /// <summary>A name has a character that names must not have.</summary>
    public static ApiException InvalidName(string name) => new("InvalidName", $"Invalid Name: '{name}'");

    /// <summary>A token of a page or a task is not one that was given.</summary>
    public static ApiException InvalidToken() => new("InvalidToken", "Invalid Token: 'Invalid token'");

    /// <summary>A request conflicts with what exists.</summary>
    public static ApiException Conflict(string message) => new("ConflictException", message);

    /// <summary>A state machine has as many of something as it may have.</summary>
    public static ApiException QuotaExceeded(string message) => new("ServiceQuotaExceededException", message);

    /// <summary>An execution does not exist.</summary>
    public static ApiException ExecutionDoesNotExist(string arn) =>
        new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");

    /// <summary>A state machine, or a version or alias of one, does not exist.</summary>
    public static ApiException StateMachineDoesNotExist(string arn) =>
        new("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");

    /// <summary>A state machine has been deleted, but executions of it are running.</summary>
    public static ApiException StateMachineDeleting(string arn) =>
        new("StateMachineDeleting", $"State Machine is being deleted: '{arn}'");

    /// <summary>A resource that a request names does not exist.</summary>
    public static ApiException ResourceNotFound(string arn) =>
        new("ResourceNotFound", $"Resource not found: '{arn}'") { Resource = arn };

    /// <summary>A resource would have more tags than it may have.</summary>
    public static ApiException TooManyTags(string arn) => new("TooManyTags", $"Too Many Tags: '{arn}'") { Resource = arn };

    /// <summary>A resource that a request refers to does not exist.</summary>
    public static ApiException ReferenceNotFound() =>
        new("ResourceNotFound", "Request references a resource that does not exist.");

    /// <summary>The operation is for the other type of state machine.</summary>
    public static ApiException TypeNotSupported() => new(
        "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
}
