using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using VideoPipeline.Errors;
using VideoPipeline.Local.Serving;
using VideoPipeline.Storage;

namespace VideoPipeline.WebConsole.Hosting;

/// <summary>Copies files that pages send into the store.</summary>
internal sealed class Uploads(ServedExecutions served, IAntiforgery antiforgery)
{
    /// <summary>The prefix of their keys.</summary>
    public const string Prefix = RunKeys.Uploads;

    /// <summary>The path of the route; the name of the file follows.</summary>
    public const string Path = $"{ConsolePages.Path}/files/uploads/";

    /// <summary>The header with the token of the page.</summary>
    public const string TokenHeader = "RequestVerificationToken";

    /// <summary>Adds the route.</summary>
    public void Map(IEndpointRouteBuilder app) => app.MapPost($"{Path}{{name}}", ReceiveAsync);

    // Responds with the path of the copy, or with what is wrong.
    private async Task ReceiveAsync(HttpContext context)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        // Videos are large.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        try
        {
            var name = System.IO.Path.GetFileName((string)context.Request.RouteValues["name"]!);
            var key = await FreeKeyAsync(name, context.RequestAborted);
            await served.Store.PutAsync(key, context.Request.Body.CopyToAsync, context.RequestAborted);
            await context.Response.WriteAsync(System.IO.Path.GetFullPath(System.IO.Path.Combine(served.StoreFolder, key)));
        }
        catch (VideoPipelineException refused)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(refused.Message);
        }
    }

    // Another file of the same name stays as it is: executions refer to it.
    private async Task<string> FreeKeyAsync(string name, CancellationToken cancellation)
    {
        var (stem, extension) = (System.IO.Path.GetFileNameWithoutExtension(name), System.IO.Path.GetExtension(name));
        for (var number = 1; ; number++)
        {
            var key = $"{Prefix}{stem}{(number == 1 ? "" : $"-{number}")}{extension}";
            if (!await served.Store.ExistsAsync(key, cancellation)) return key;
        }
    }
}
