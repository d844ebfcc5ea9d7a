using System.Globalization;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Functions;

/// <summary>An invocation failed. <see cref="Payload"/> is the response that Lambda would return.</summary>
internal sealed class FunctionFailedException : Exception
{
    private FunctionFailedException(
        string function, string errorType, string errorMessage, byte[] payload, string details, Exception? innerException)
        : base($"{function} failed: {details}", innerException)
    {
        ErrorType = errorType;
        ErrorMessage = errorMessage;
        Payload = payload;
    }

    /// <summary>The error name for the state machine: the short name of the exception's type, or Lambda's error.</summary>
    public string ErrorType { get; }

    /// <summary>The exception's message.</summary>
    public string ErrorMessage { get; }

    /// <summary>UTF-8 JSON: <c>{errorType, errorMessage, stackTrace, cause}</c>, the last two if present.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The runtime reported that the function failed.</summary>
    internal static FunctionFailedException Reported(string function, byte[] payload, Exception? innerException = null) =>
        Parse(payload) is { } error
            ? new FunctionFailedException(
                function, Text(error, "errorType"), Text(error, "errorMessage"), payload, Describe(error), innerException)
            : OfLambda(function, "Runtime.Unknown", "The runtime reported an error that is not a JSON object.");

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
            : string.Create(
                CultureInfo.InvariantCulture,
                $"RequestId: {requestId} Error: Runtime exited with error: exit status {exitCode}"));

    /// <summary>The template has no such function.</summary>
    internal static FunctionFailedException NotFound(string function, string template, IEnumerable<string> functions) => OfLambda(
        function,
        "Lambda.ResourceNotFoundException",
        $"Function not found: {function}. {template} defines {string.Join(", ", functions.Order(StringComparer.Ordinal))}.");

    // Errors of Lambda itself have no stack trace.
    private static FunctionFailedException OfLambda(string function, string type, string message)
    {
        var payload = ObjectData.Of(("errorType", type), ("errorMessage", message));
        return new FunctionFailedException(function, type, message, payload.ToUtf8(), $"{type}: {message}", null);
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
