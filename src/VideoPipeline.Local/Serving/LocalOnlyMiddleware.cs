using System.Net;
using Microsoft.AspNetCore.Http;
using VideoPipeline.Local.Serving.Gateway;

namespace VideoPipeline.Local.Serving;

/// <summary>
/// Rejects requests of web pages, which browsers allow to reach 127.0.0.1: by a host name that resolves to it (DNS rebinding), or
/// from another origin. Other clients use the address itself as the host and send no origin.
/// </summary>
internal static class LocalOnlyMiddleware
{
    /// <summary>Responds 403 to a request of a web page, and passes other requests on.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host;
        var isLoopback = host.Host == "localhost"
            || (IPAddress.TryParse(host.Host, out var address) && IPAddress.IsLoopback(address));
        var origin = context.Request.Headers.Origin.ToString();
        if (isLoopback && (origin.Length == 0 || origin == $"http://{host}")) return next(context);
        return GatewayResponse.WriteAsync(context.Response, StatusCodes.Status403Forbidden, "Forbidden");
    }
}
