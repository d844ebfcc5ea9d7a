using Microsoft.AspNetCore.Http;
using VideoPipeline.Local.Serving.StepFunctions.Durability;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>
/// The HTTP endpoint of the API, with the protocol AWS JSON 1.0 (smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html). Does
/// not check signatures.
/// </summary>
internal sealed class StepFunctionsEndpoint(DurableApi api)
{
    private const string Target = "X-Amz-Target", Service = "AWSStepFunctions.", ContentType = "application/x-amz-json-1.0";

    /// <summary>Responds to <c>POST /</c>.</summary>
    public async Task RespondAsync(HttpContext context)
    {
        var (status, response) = await InvokeAsync(context.Request);
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        await context.Response.WriteAsync(response.ToString());
    }

    private async Task<(int Status, JsonData Response)> InvokeAsync(HttpRequest request)
    {
        try
        {
            var target = request.Headers[Target].ToString();
            if (!target.StartsWith(Service, StringComparison.Ordinal))
            {
                throw new ApiException(
                    "UnknownOperationException",
                    $"The header {Target} must name an operation, such as {Service}ListExecutions (got '{target}').");
            }

            using var reader = new StreamReader(request.Body);
            var aborted = request.HttpContext.RequestAborted;
            var body = await reader.ReadToEndAsync(aborted);
            return (StatusCodes.Status200OK, await api.InvokeAsync(target[Service.Length..], body, aborted));
        }
        catch (ApiException failure)
        {
            var error = new ObjectBuilder { ["__type"] = failure.Name, ["message"] = failure.Message };
            if (failure.Reason is { } reason) error["reason"] = reason;
            if (failure.Resource is { } resource) error["resourceName"] = resource;
            return (StatusCodes.Status400BadRequest, error);
        }
    }
}
