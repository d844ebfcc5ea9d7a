using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoPipeline.Errors;
using VideoPipeline.Local.Serving;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Storage;

namespace VideoPipeline.WebConsole.Hosting;

/// <summary>Files that pages show or offer: histories, and the results of runs.</summary>
internal sealed class ConsoleFiles(ServedExecutions served)
{
    // The report has its own policy and is a page of another origin to the console: its script cannot reach the server.
    private const string ReportPolicy = "sandbox allow-scripts allow-popups";

    private static readonly Dictionary<string, string> s_types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".json"] = "application/json",
        [".jpg"] = "image/jpeg",
        [".png"] = "image/png",
        [".npz"] = "application/octet-stream",
        [".csv"] = "text/csv; charset=utf-8",
        [".otio"] = "application/json",
        [".vtt"] = "text/vtt; charset=utf-8",
    };

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet($"{ConsolePages.Path}/files/history/{{*arn}}", WriteHistoryAsync);
        app.MapGet($"{ConsolePages.Path}/files/runs/{{run}}/{{*file}}", WriteResultAsync);
    }

    private async Task WriteResultAsync(HttpContext context)
    {
        var (run, file) = ((string)context.Request.RouteValues["run"]!, (string)context.Request.RouteValues["file"]!);
        var found = s_types.TryGetValue(Path.GetExtension(file), out var type)
            ? await OpenAsync(new RunKeys(run).Prefix + file, context.RequestAborted)
            : null;
        if (found is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await using var stream = found;
        context.Response.ContentType = type;
        if (type!.StartsWith("text/html", StringComparison.Ordinal))
            context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
        await stream.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task<Stream?> OpenAsync(string key, CancellationToken cancellation)
    {
        try
        {
            return await served.Store.GetAsync(key, cancellation);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    // The response of GetExecutionHistory without pages.
    private async Task WriteHistoryAsync(HttpContext context)
    {
        if (served.Executions.Known.Find((string)context.Request.RouteValues["arn"]!) is not { } execution)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "application/json";
        var events = ArrayData.Of(execution.Events.Select(entry => entry.ToJson()));
        await context.Response.WriteAsync(ObjectData.Of(("events", events)).ToIndentedString(), context.RequestAborted);
    }
}
