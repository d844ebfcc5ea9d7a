using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions.Http;

/// <summary>Why a request, or a part of it, was not answered.</summary>
/// <param name="Type">The type of failure, such as <c>InvalidInputException</c>.</param>
/// <param name="Message">What was wrong, where, and what to do.</param>
public sealed record HttpProblem(string Type, string Message)
{
    /// <summary>That of a failure that has a type of its own.</summary>
    public static HttpProblem Of(VideoPipelineException failure) => new(failure.GetType().Name, failure.Message);
}

/// <summary>Answers of the HTTP API: JSON, always.</summary>
internal static class HttpAnswers
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Nothing of it becomes part of an HTML page: what is said stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A value, in camel case, without what is null.</summary>
    public static APIGatewayHttpApiV2ProxyResponse Json(int status, object value) => new()
    {
        StatusCode = status,
        Headers = new Dictionary<string, string> { ["content-type"] = "application/json" },
        Body = JsonSerializer.Serialize(value, s_options),
    };

    /// <summary><c>{"error": {"type": …, "message": …}}</c>.</summary>
    public static APIGatewayHttpApiV2ProxyResponse Failure(VideoPipelineException failure) =>
        Json(StatusOf(failure), new { Error = HttpProblem.Of(failure) });

    /// <summary>The same, for what is not there.</summary>
    public static APIGatewayHttpApiV2ProxyResponse NotFound(string message) =>
        Json(404, new { Error = HttpProblem.Of(new InvalidInputException(message)) });

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
