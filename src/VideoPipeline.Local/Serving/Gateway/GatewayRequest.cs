using System.Globalization;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.Gateway;

/// <summary>
/// Creates the payload of a function that an HTTP API invokes, in payload format 2.0
/// (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
/// </summary>
internal static class GatewayRequest
{
    private const string Account = "000000000000", Api = "local", Stage = "$default";

    /// <summary>Creates the payload of a request as UTF-8 JSON.</summary>
    /// <param name="context">The request; its body has not been read.</param>
    /// <param name="route">The matching route.</param>
    /// <param name="now">The current time.</param>
    public static async Task<byte[]> PayloadAsync(HttpContext context, SamRoute route, DateTimeOffset now)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        var isText = IsText(request.ContentType);
        var payload = new ObjectBuilder
        {
            ["version"] = "2.0",
            ["routeKey"] = route.Key,
            ["rawPath"] = request.Path.Value ?? "",
            ["rawQueryString"] = request.QueryString.Value?.TrimStart('?') ?? "",
            ["headers"] = Object(request.Headers
                .Where(header => header.Key != HeaderNames.Cookie)
                .Select(header => (header.Key.ToLowerInvariant(), Join(header.Value)))),
            ["requestContext"] = Context(context, route, now),
            ["isBase64Encoded"] = body.Length > 0 && !isText,
        };
        if (request.Headers.TryGetValue(HeaderNames.Cookie, out var cookies))
        {
            var all = cookies.SelectMany(cookie => cookie!.Split("; "));
            payload["cookies"] = ArrayData.Of(all.Select(cookie => (JsonData)cookie));
        }
        if (request.Query.Count > 0)
        {
            payload["queryStringParameters"] = Object(request.Query.Select(parameter => (parameter.Key, Join(parameter.Value))));
        }

        if (request.RouteValues.Count > 0)
        {
            payload["pathParameters"] = Object(request.RouteValues.Select(
                parameter => (parameter.Key, Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!)));
        }

        if (body.Length > 0)
        {
            var (buffer, length) = (body.GetBuffer(), (int)body.Length);
            payload["body"] = isText ? Encoding.UTF8.GetString(buffer, 0, length) : Convert.ToBase64String(buffer, 0, length);
        }

        return payload.Build().ToUtf8();
    }

    private static JsonData Context(HttpContext context, SamRoute route, DateTimeOffset now)
    {
        var request = context.Request;
        return new ObjectBuilder
        {
            ["accountId"] = Account,
            ["apiId"] = Api,
            ["domainName"] = request.Host.Value ?? "",
            ["domainPrefix"] = Api,
            ["http"] = new ObjectBuilder
            {
                ["method"] = request.Method,
                ["path"] = request.Path.Value ?? "",
                ["protocol"] = request.Protocol,
                ["sourceIp"] = context.Connection.RemoteIpAddress?.ToString() ?? "",
                ["userAgent"] = request.Headers.UserAgent.ToString(),
            },
            ["requestId"] = context.TraceIdentifier,
            ["routeKey"] = route.Key,
            ["stage"] = Stage,
            ["time"] = now.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            ["timeEpoch"] = now.ToUnixTimeMilliseconds(),
        };
    }

    // Other content types are Base64-encoded.
    private static bool IsText(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.Type.Equals("text", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.ToString().ToLowerInvariant()
                is MediaTypeNames.Application.Json or "application/javascript" or MediaTypeNames.Application.Xml);

    private static JsonData Object(IEnumerable<(string Name, string Value)> members) =>
        ObjectData.Of(members.Select(member => (member.Name, (JsonData)member.Value)));

    private static string Join(IEnumerable<string?> values) => string.Join(',', values);
}
