using System.Globalization;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Serving.Gateway;

/// <summary>
/// The payload that an HTTP API sends to a function, format 2.0
/// (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
/// </summary>
internal static class GatewayRequest
{
    private const string Account = "000000000000", Api = "local", Stage = "$default";

    /// <summary>A request as such a payload, UTF-8 JSON.</summary>
    /// <param name="context">The request, its body not yet read.</param>
    /// <param name="route">The route that it took.</param>
    /// <param name="now">The time.</param>
    public static async Task<byte[]> PayloadAsync(HttpContext context, SamRoute route, DateTimeOffset now)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        var isText = IsText(request.ContentType);
        var payload = new JObject
        {
            ["version"] = "2.0",
            ["routeKey"] = route.Key,
            ["rawPath"] = request.Path.Value,
            ["rawQueryString"] = request.QueryString.Value?.TrimStart('?') ?? "",
            ["headers"] = Object(request.Headers.Where(one => one.Key != HeaderNames.Cookie).Select(one => (one.Key.ToLowerInvariant(), Joined(one.Value)))),
            ["requestContext"] = Context(context, route, now),
            ["isBase64Encoded"] = body.Length > 0 && !isText,
        };
        if (request.Headers.TryGetValue(HeaderNames.Cookie, out var cookies))
            payload["cookies"] = new JArray(cookies.SelectMany(one => one!.Split("; ")));
        if (request.Query.Count > 0) payload["queryStringParameters"] = Object(request.Query.Select(one => (one.Key, Joined(one.Value))));
        if (request.RouteValues.Count > 0)
            payload["pathParameters"] = Object(request.RouteValues.Select(one => (one.Key, Convert.ToString(one.Value, CultureInfo.InvariantCulture)!)));
        if (body.Length > 0) payload["body"] = isText ? Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length) : Convert.ToBase64String(body.GetBuffer(), 0, (int)body.Length);
        return Encoding.UTF8.GetBytes(payload.ToString(Formatting.None));
    }

    private static JObject Context(HttpContext context, SamRoute route, DateTimeOffset now)
    {
        var request = context.Request;
        return new JObject
        {
            ["accountId"] = Account,
            ["apiId"] = Api,
            ["domainName"] = request.Host.Value,
            ["domainPrefix"] = Api,
            ["http"] = new JObject
            {
                ["method"] = request.Method,
                ["path"] = request.Path.Value,
                ["protocol"] = request.Protocol,
                ["sourceIp"] = context.Connection.RemoteIpAddress?.ToString(),
                ["userAgent"] = request.Headers.UserAgent.ToString(),
            },
            ["requestId"] = context.TraceIdentifier,
            ["routeKey"] = route.Key,
            ["stage"] = Stage,
            ["time"] = now.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            ["timeEpoch"] = now.ToUnixTimeMilliseconds(),
        };
    }

    // All else comes as Base64.
    private static bool IsText(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.Type.Equals("text", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.ToString().ToLowerInvariant() is MediaTypeNames.Application.Json or "application/javascript" or MediaTypeNames.Application.Xml);

    private static JObject Object(IEnumerable<(string Name, string Value)> members) => new(members.Select(one => new JProperty(one.Name, one.Value)));

    private static string Joined(IEnumerable<string?> values) => string.Join(',', values);
}
