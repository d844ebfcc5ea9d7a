using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Serving.Gateway;

/// <summary>The template's HTTP API: invokes the function of each route.</summary>
internal sealed class HttpApi(IFunctionInvoker functions, Action<string> log, TimeProvider time)
{
    /// <summary>The maximum size of a body (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).</summary>
    public const int MaxBodyBytes = 10 * 1024 * 1024;

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder app, SamTemplate template)
    {
        foreach (var function in template.Functions.Values)
        {
            foreach (var route in function.Routes)
                app.MapMethods(route.Path, [route.Method], context => InvokeAsync(context, function.LogicalId, route));
        }
    }

    private async Task InvokeAsync(HttpContext context, string function, SamRoute route)
    {
        try
        {
            var payload = await GatewayRequest.PayloadAsync(context, route, time.GetUtcNow());
            var result = await functions.InvokeAsync(function, payload, context.RequestAborted);
            await GatewayResponse.WriteAsync(context.Response, result);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await GatewayResponse.WriteAsync(context.Response, exception.StatusCode, "Request Entity Too Large");
        }
        catch (FunctionFailedException failure)
        {
            // As on AWS, the error is in the log and not in the response.
            log(failure.Message);
            await GatewayResponse.WriteAsync(context.Response, StatusCodes.Status500InternalServerError, "Internal Server Error");
        }
    }
}
