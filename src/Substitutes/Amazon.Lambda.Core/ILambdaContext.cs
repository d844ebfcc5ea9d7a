namespace Amazon.Lambda.Core;

/// <summary>What a function may know of the invocation it serves and of the environment it runs in.</summary>
public interface ILambdaContext
{
    /// <summary>The id of this invocation.</summary>
    string AwsRequestId { get; }

    /// <summary>The mobile client that invoked the function; null unless one did.</summary>
    IClientContext ClientContext { get; }

    /// <summary>The function's name.</summary>
    string FunctionName { get; }

    /// <summary>The function's version, <c>$LATEST</c> where none was published.</summary>
    string FunctionVersion { get; }

    /// <summary>The Cognito identity that invoked the function; null unless one did.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN, of the function or of an alias, that was invoked.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>The function's log.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The log's group; may be null.</summary>
    string LogGroupName { get; }

    /// <summary>The log's stream; may be null.</summary>
    string LogStreamName { get; }

    /// <summary>Memory configured for the function, in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>Time left until Lambda ends the invocation.</summary>
    TimeSpan RemainingTime { get; }
}
