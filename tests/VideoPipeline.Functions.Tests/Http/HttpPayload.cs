using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Xunit;

namespace VideoPipeline.Functions.Tests.Http;

/// <summary>Creates the payloads of functions that an HTTP API invokes.</summary>
internal static class HttpPayload
{
    /// <summary>Creates the payload of a request with a Base64 body.</summary>
    public static async Task<APIGatewayHttpApiV2ProxyRequest> CreateAsync(
        string route, HttpContent content, params (string Name, string Value)[] query) => new()
    {
        RouteKey = route,
        Headers = content.Headers.ContentType is { } type
            ? new Dictionary<string, string> { ["content-type"] = type.ToString() }
            : new Dictionary<string, string>(),
        QueryStringParameters = query.Length == 0
            ? null
            : query.ToDictionary(parameter => parameter.Name, parameter => parameter.Value),
        Body = Convert.ToBase64String(await content.ReadAsByteArrayAsync()),
        IsBase64Encoded = true,
    };

    /// <summary>Asserts the status, the error type and a part of the message of an error response.</summary>
    public static void AssertFailure(int status, string type, string message, APIGatewayHttpApiV2ProxyResponse response)
    {
        var error = JsonDocument.Parse(response.Body).RootElement.GetProperty("error");
        Assert.Equal((status, type), (response.StatusCode, error.GetProperty("type").GetString()));
        Assert.Contains(message, error.GetProperty("message").GetString());
    }
}
