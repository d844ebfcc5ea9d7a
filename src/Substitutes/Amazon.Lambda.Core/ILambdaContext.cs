namespace Amazon.Lambda.Core;

/// <summary>Information about the invocation, the function and the execution environment.</summary>
public interface ILambdaContext
{
    /// <summary>The request id of the invocation.</summary>
    string AwsRequestId { get; }

    /// <summary>The mobile client that invoked the function; null for other callers.</summary>
    IClientContext ClientContext { get; }

    /// <summary>The name of the function.</summary>
    string FunctionName { get; }

    /// <summary>The version of the function; <c>$LATEST</c> if it is not published.</summary>
    string FunctionVersion { get; }

    /// <summary>The Cognito identity that invoked the function; null for other callers.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN of the function, version or alias that was invoked.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>The logger of the function.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The name of the log group; may be null.</summary>
    string LogGroupName { get; }

    /// <summary>The name of the log stream; may be null.</summary>
    string LogStreamName { get; }

    /// <summary>The configured memory of the function in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>The time that remains until the invocation times out.</summary>
    TimeSpan RemainingTime { get; }
}
