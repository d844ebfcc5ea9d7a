using Microsoft.AspNetCore.Http;

namespace VideoPipeline.WebConsole.Hosting;

/// <summary>Allows the pages of the console what they need: files and connections of their own server, no inline script, no frame
/// around them.</summary>
internal static class ContentPolicy
{
    // Virtualize sets the heights of what it leaves out by style attributes. 'self' includes the WebSocket.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>Adds the policy to responses of the console.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(ConsolePages.Path))
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }
        return next(context);
    }
}
