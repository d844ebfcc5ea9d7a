using System.Net;
using Microsoft.AspNetCore.Http;
using VideoPipeline.Local.Serving.Gateway;

namespace VideoPipeline.Local.Serving;

/// <summary>
/// Keeps web pages away, which a browser lets speak to 127.0.0.1: under a name of theirs that leads here, or from a page of another
/// origin. Programs name the address itself and send no origin.
/// </summary>
internal static class LocalCallers
{
    /// <summary>Refuses all others.</summary>
    public static Task OnlyAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host;
        var isHere = host.Host == "localhost" || (IPAddress.TryParse(host.Host, out var address) && IPAddress.IsLoopback(address));
        var origin = context.Request.Headers.Origin.ToString();
        if (isHere && (origin.Length == 0 || origin == $"http://{host}")) return next(context);
        return GatewayAnswer.WriteAsync(context.Response, StatusCodes.Status403Forbidden, "Forbidden");
    }
}
