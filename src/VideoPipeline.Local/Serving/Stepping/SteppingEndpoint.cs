using Microsoft.AspNetCore.Http;
using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.Stepping;

/// <summary>The HTTP endpoint of <see cref="SteppingApi"/>: <c>POST /stepping/OPERATION</c> with a JSON object.</summary>
internal sealed class SteppingEndpoint(SteppingApi api)
{
    /// <summary>Its route.</summary>
    public const string Route = "/stepping/{operation}";

    /// <summary>Responds with 200, or with 400 and the error in the form of the Step Functions API.</summary>
    public async Task RespondAsync(HttpContext context)
    {
        var (status, response) = await InvokeAsync(context.Request);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(response.ToString());
    }

    private async Task<(int Status, JsonData Response)> InvokeAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        try
        {
            return (StatusCodes.Status200OK, api.Invoke((string)request.RouteValues["operation"]!, body));
        }
        catch (ApiException failure)
        {
            return (StatusCodes.Status400BadRequest, ObjectData.Of(("__type", failure.Name), ("message", failure.Message)));
        }
    }
}
