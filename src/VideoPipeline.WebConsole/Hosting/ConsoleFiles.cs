using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoPipeline.Local.Serving;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.WebConsole.Hosting;

/// <summary>Files that pages show or offer: histories.</summary>
internal sealed class ConsoleFiles(ServedExecutions served)
{
    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet($"{ConsolePages.Path}/files/history/{{*arn}}", WriteHistoryAsync);
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
