using Amazon.Lambda.APIGatewayEvents;

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
}
