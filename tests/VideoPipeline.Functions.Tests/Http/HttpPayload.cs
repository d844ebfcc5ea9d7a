using Amazon.Lambda.APIGatewayEvents;

namespace VideoPipeline.Functions.Tests.Http;

/// <summary>Requests as an HTTP API hands them to a function.</summary>
internal static class HttpPayload
{
    /// <summary>One with a body.</summary>
    public static async Task<APIGatewayHttpApiV2ProxyRequest> OfAsync(string route, HttpContent content, params (string Name, string Value)[] query) => new()
    {
        RouteKey = route,
        Headers = content.Headers.ContentType is { } type ? new Dictionary<string, string> { ["content-type"] = type.ToString() } : new Dictionary<string, string>(),
        QueryStringParameters = query.Length == 0 ? null : query.ToDictionary(one => one.Name, one => one.Value),
        Body = Convert.ToBase64String(await content.ReadAsByteArrayAsync()),
        IsBase64Encoded = true,
    };
}
