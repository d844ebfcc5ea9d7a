using Microsoft.AspNetCore.Http;
using VideoPipeline.Local.Functions;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.Lambda;

/// <summary>An error response of Lambda's Invoke API: the function did not run.</summary>
/// <param name="status">The HTTP status code.</param>
/// <param name="name">The error type, such as <c>ResourceNotFoundException</c>.</param>
/// <param name="message">The message.</param>
internal sealed class LambdaApiException(int status, string name, string message) : Exception(message)
{
    /// <summary>The HTTP status code.</summary>
    public int Status => status;

    /// <summary>The error type.</summary>
    public string Name => name;

    /// <summary>Why a TooManyRequestsException was thrown; null for other errors.</summary>
    public string? Reason { get; private init; }

    /// <summary>The response body. AWS writes the message of some errors with a capital letter.</summary>
    public JsonData Body
    {
        get
        {
            var body = new ObjectBuilder();
            if (Reason is not null) body["Reason"] = Reason;
            body["Type"] = status < StatusCodes.Status500InternalServerError ? "User" : "Service";
            body[name == "ResourceNotFoundException" ? "Message" : "message"] = Message;
            return body;
        }
    }

    /// <summary>The payload is not JSON.</summary>
    public static LambdaApiException NotJson(string problem) => new(
        StatusCodes.Status400BadRequest, "InvalidRequestContentException",
        $"Could not parse request body into json: Could not parse payload into json: {problem}");

    /// <summary>The payload is too large.</summary>
    public static LambdaApiException TooLarge(int limit) => new(
        StatusCodes.Status413PayloadTooLarge, "RequestTooLargeException",
        FormattableString.Invariant($"Request must be smaller than {limit} bytes for the InvokeFunction operation"));

    /// <summary>A parameter has a value that it cannot have.</summary>
    public static LambdaApiException Invalid(string parameter, string value, string constraint) => new(
        StatusCodes.Status400BadRequest, "ValidationException",
        $"1 validation error detected: Value '{value}' at '{parameter}' failed to satisfy constraint: Member must satisfy "
        + constraint);

    /// <summary>The invocation was refused before the function ran.</summary>
    public static LambdaApiException Of(InvocationRefusal refusal) => new(refusal.Status, refusal.Code, refusal.Message)
    {
        Reason = refusal.Status == StatusCodes.Status429TooManyRequests
            ? "ReservedFunctionConcurrentInvocationLimitExceeded"
            : null,
    };
}
