using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>An execution with the same name exists, and has another input or has ended.</summary>
public class ExecutionAlreadyExistsException : AmazonStepFunctionsException
{
    /// <inheritdoc/>
    public ExecutionAlreadyExistsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The execution does not exist.</summary>
public class ExecutionDoesNotExistException : AmazonStepFunctionsException
{
    /// <inheritdoc/>
    public ExecutionDoesNotExistException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The state machine does not exist.</summary>
public class StateMachineDoesNotExistException : AmazonStepFunctionsException
{
    /// <inheritdoc/>
    public StateMachineDoesNotExistException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The Map Run does not exist.</summary>
public class ResourceNotFoundException : AmazonStepFunctionsException
{
    /// <inheritdoc/>
    public ResourceNotFoundException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The name of the execution is invalid.</summary>
public class InvalidNameException : AmazonStepFunctionsException
{
    /// <inheritdoc/>
    public InvalidNameException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The ARN is invalid.</summary>
public class InvalidArnException : AmazonStepFunctionsException
{
    /// <inheritdoc/>
    public InvalidArnException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
