using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions.Http;

/// <summary>The error of a request or of one of its images.</summary>
/// <param name="Type">The exception's type, such as <c>InvalidInputException</c>.</param>
/// <param name="Message">The message: what is wrong and what to do.</param>
internal sealed record HttpProblem(string Type, string Message)
{
    /// <summary>The error of an exception.</summary>
    public static HttpProblem Of(VideoPipelineException failure) => new(failure.GetType().Name, failure.Message);
}

/// <summary>Creates responses of the HTTP API; their bodies are JSON.</summary>
internal static class HttpResponses
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Responses are never embedded in HTML, so messages stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Creates a response from a value: property names in camel case, nulls omitted.</summary>
    public static APIGatewayHttpApiV2ProxyResponse Json(int status, object value) => new()
    {
        StatusCode = status,
        Headers = new Dictionary<string, string> { ["content-type"] = "application/json" },
        Body = JsonSerializer.Serialize(value, s_options),
    };

    /// <summary>Creates an error response, <c>{"error": {"type": …, "message": …}}</c>.</summary>
    public static APIGatewayHttpApiV2ProxyResponse Failure(VideoPipelineException failure) =>
        Json(StatusOf(failure), new { Error = HttpProblem.Of(failure) });

    /// <summary>Creates an error response with status 404.</summary>
    public static APIGatewayHttpApiV2ProxyResponse NotFound(string message) =>
        Json(404, new { Error = HttpProblem.Of(new InvalidInputException(message)) });

    /// <summary>Creates an error response with status 403.</summary>
    public static APIGatewayHttpApiV2ProxyResponse Forbidden(string message) =>
        Json(403, new { Error = new HttpProblem("ForbiddenException", message) });

    /// <summary>Creates the response to a request whose body has another type than the one that is read, status 415.</summary>
    public static APIGatewayHttpApiV2ProxyResponse UnsupportedType(string expected) => Json(415, new
    {
        Error = new HttpProblem("UnsupportedMediaTypeException", $"Send the body as {expected}, with that Content-Type header."),
    });

    // RFC 9110, section 15.
    private static int StatusOf(VideoPipelineException failure) => failure switch
    {
        InvalidInputException => 400,
        VideoAccessDeniedException => 403,
        LimitExceededException => 413,
        UnsupportedVideoException => 415,
        SourceUnavailableException => 503,
        _ => 500,
    };
}
