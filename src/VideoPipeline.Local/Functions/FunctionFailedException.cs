using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoPipeline.Local.Functions;

/// <summary>An invocation failed; what Lambda would answer is in <see cref="Payload"/>.</summary>
public sealed class FunctionFailedException : Exception
{
    private FunctionFailedException(string function, string errorType, string errorMessage, byte[] payload, string text, Exception? cause)
        : base($"{function} failed: {text}", cause)
    {
        Function = function;
        ErrorType = errorType;
        ErrorMessage = errorMessage;
        Payload = payload;
    }

    /// <summary>The logical id of the function.</summary>
    public string Function { get; }

    /// <summary>The short name of the exception's type, or Lambda's own name: the error name a state machine sees.</summary>
    public string ErrorType { get; }

    /// <summary>The exception's message.</summary>
    public string ErrorMessage { get; }

    /// <summary>UTF-8 JSON: <c>{errorType, errorMessage, stackTrace, cause}</c>, the last two where there are any.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>A failure that the function's runtime reported.</summary>
    internal static FunctionFailedException Reported(string function, byte[] payload, Exception? cause = null) =>
        Parse(payload) is { } error
            ? new FunctionFailedException(function, Text(error, "errorType"), Text(error, "errorMessage"), payload, Chain(error), cause)
            : OfLambda(function, "Runtime.Unknown", "The runtime reported an error that is not a JSON object");

    /// <summary>The sandbox did not answer in time.</summary>
    internal static FunctionFailedException TimedOut(string function, string requestId, TimeSpan limit) => OfLambda(
        function,
        "Sandbox.Timedout",
        string.Create(CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {limit.TotalSeconds:F2} seconds"));

    /// <summary>The sandbox's process ended before it answered.</summary>
    internal static FunctionFailedException Exited(string function, string requestId, int exitCode) => OfLambda(
        function,
        "Runtime.ExitError",
        exitCode == 0
            ? $"RequestId: {requestId} Error: Runtime exited without providing a reason"
            : $"RequestId: {requestId} Error: Runtime exited with error: exit status {exitCode.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The template has no such function.</summary>
    internal static FunctionFailedException NotFound(string function, string template, IEnumerable<string> known) => OfLambda(
        function,
        "Lambda.ResourceNotFoundException",
        $"Function not found: {function}; {template} has {string.Join(", ", known.Order(StringComparer.Ordinal))}");

    // What Lambda itself says has no stack trace.
    private static FunctionFailedException OfLambda(string function, string type, string message)
    {
        var payload = new JsonObject { ["errorType"] = type, ["errorMessage"] = message };
        return new FunctionFailedException(function, type, message, JsonSerializer.SerializeToUtf8Bytes(payload), $"{type}: {message}", null);
    }

    // A failing constructor surfaces as a TargetInvocationException, which says nothing; its cause does.
    private static string Chain(JsonObject error) =>
        $"{Text(error, "errorType")}: {Text(error, "errorMessage")}"
        + (error["cause"] is JsonObject cause ? $" ({Chain(cause)})" : "");

    private static string Text(JsonObject error, string name) =>
        error[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static JsonObject? Parse(byte[] payload)
    {
        try
        {
            return JsonNode.Parse(payload) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
