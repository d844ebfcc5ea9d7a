using System.Globalization;
using System.Text;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Functions;

/// <summary>An invocation failed. <see cref="Payload"/> is the response that Lambda would return.</summary>
internal sealed class FunctionFailedException : Exception
{
    // What Step Functions reports if the response has no error type.
    internal const string UnknownError = "Lambda.Unknown";

    private FunctionFailedException(
        string function, string errorType, string errorMessage, byte[] payload, string cause, string details,
        Exception? innerException)
        : base($"{function} failed: {details}", innerException)
    {
        ErrorType = errorType;
        ErrorMessage = errorMessage;
        Payload = payload;
        Cause = cause;
    }

    /// <summary>The error name for the state machine: the short name of the exception's type, or Lambda's error.</summary>
    public string ErrorType { get; }

    /// <summary>The exception's message.</summary>
    public string ErrorMessage { get; }

    /// <summary>UTF-8 JSON: <c>{errorType, errorMessage, stackTrace, cause}</c>, the last two if present.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The cause for the state machine: the payload, or the message of an error of Lambda's API.</summary>
    public string Cause { get; }

    /// <summary>The error of Lambda's API, if it refused the invocation; null if the function ran and failed.</summary>
    public InvocationRefusal? Refusal { get; private init; }

    /// <summary>The runtime reported that the function failed.</summary>
    internal static FunctionFailedException Reported(string function, byte[] payload, Exception? innerException = null)
    {
        if (Parse(payload) is not { } error)
            return OfLambda(function, "Runtime.Unknown", "The runtime reported an error that is not a JSON object.");
        return Text(error, "errorType") is { Length: > 0 } type
            ? new FunctionFailedException(
                function, type, Text(error, "errorMessage"), payload, Encoding.UTF8.GetString(payload), Describe(error),
                innerException)
            : Untyped(function, payload);
    }

    /// <summary>A Lambda endpoint responded that the function failed.</summary>
    internal static FunctionFailedException Responded(string function, byte[] payload) =>
        Parse(payload) is null ? Untyped(function, payload) : Reported(function, payload);

    /// <summary>The invocation timed out.</summary>
    internal static FunctionFailedException TimedOut(string function, string requestId, TimeSpan timeout) => OfLambda(
        function,
        "Sandbox.Timedout",
        string.Create(
            CultureInfo.InvariantCulture,
            $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds"));

    /// <summary>The sandbox's process exited before it responded.</summary>
    internal static FunctionFailedException Exited(string function, string requestId, int exitCode) => OfLambda(
        function,
        "Runtime.ExitError",
        exitCode == 0
            ? $"RequestId: {requestId} Error: Runtime exited without providing a reason"
            : $"RequestId: {requestId} Error: Runtime exited with error: {ExitReason.Describe(exitCode)}");

    /// <summary>The process could not be started.</summary>
    internal static FunctionFailedException NotStarted(string function, string requestId, string program, string problem) =>
        OfLambda(function, "Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: fork/exec {program}: {problem}");

    /// <summary>The response is larger than Lambda allows.</summary>
    internal static FunctionFailedException TooLarge(string function) => OfLambda(
        function,
        "Function.ResponseSizeTooLarge",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Response payload size exceeded maximum allowed payload size ({Invocation.MaxResponseBytes} bytes)."));

    /// <summary>What should be the response is not JSON.</summary>
    internal static FunctionFailedException Unmarshalable(string function, string problem) =>
        OfLambda(function, "Runtime.MarshalError", $"Unable to marshal response: {problem}");

    /// <summary>The template has no such function.</summary>
    internal static FunctionFailedException NotFound(string function, string template, IEnumerable<string> functions) => OfLambda(
        function,
        "Lambda.ResourceNotFoundException",
        $"Function not found: {function}. {template} defines {string.Join(", ", functions.Order(StringComparer.Ordinal))}.");

    /// <summary>As many invocations run as the function has reserved.</summary>
    internal static FunctionFailedException Throttled(string function) =>
        Refused(function, "TooManyRequestsException", 429, "Rate Exceeded.");

    /// <summary>Lambda's API refused the invocation, in the form in which Step Functions reports it.</summary>
    internal static FunctionFailedException Refused(string function, string code, int status, string message) => OfLambda(
        function,
        $"Lambda.{code}",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{message} (Service: AWSLambda; Status Code: {status}; Error Code: {code}; Request ID: {Guid.NewGuid()}; ")
            + "Proxy: null)",
        new InvocationRefusal(status, code, message));

    /// <summary>No response came from Lambda's API.</summary>
    internal static FunctionFailedException Unreachable(string function, string code, string message) =>
        OfLambda(function, $"Lambda.{code}", message, new InvocationRefusal(500, "ServiceException", message));

    // Errors of Lambda itself have no stack trace.
    private static FunctionFailedException OfLambda(
        string function, string type, string message, InvocationRefusal? refusal = null)
    {
        var payload = ObjectData.Of(("errorType", type), ("errorMessage", message));
        return new FunctionFailedException(
            function, type, message, payload.ToUtf8(), refusal is null ? payload.ToString() : message, $"{type}: {message}", null)
        {
            Refusal = refusal,
        };
    }

    private static FunctionFailedException Untyped(string function, byte[] payload)
    {
        var text = Encoding.UTF8.GetString(payload);
        var cause =
            $"The cause could not be determined because Lambda did not return an error type. Returned payload: {text}";
        return new FunctionFailedException(function, UnknownError, text, payload, cause, $"{UnknownError}: {text}", null);
    }

    // With its causes: the TargetInvocationException of a failed constructor has no useful message itself.
    private static string Describe(ObjectData error) =>
        $"{Text(error, "errorType")}: {Text(error, "errorMessage")}"
        + (error["cause"] is ObjectData cause ? $" ({Describe(cause)})" : "");

    private static string Text(ObjectData error, string name) => (error[name] as StringData)?.Value ?? "";

    private static ObjectData? Parse(byte[] payload)
    {
        try
        {
            return JsonData.Parse(payload) as ObjectData;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
