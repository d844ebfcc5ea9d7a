using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The API on the wire: AWS JSON 1.0 (smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html). Signatures are not looked at.</summary>
internal sealed class StepFunctionsEndpoint(StepFunctionsApi api)
{
    private const string Target = "X-Amz-Target", Service = "AWSStepFunctions.", ContentType = "application/x-amz-json-1.0";

    /// <summary>Answers <c>POST /</c>.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var (status, answer) = await InvokeAsync(context.Request);
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        await context.Response.WriteAsync(StatesJson.Text(answer));
    }

    private async Task<(int Status, JObject Answer)> InvokeAsync(HttpRequest request)
    {
        try
        {
            var target = request.Headers[Target].ToString();
            if (!target.StartsWith(Service, StringComparison.Ordinal))
                throw new ApiException("UnknownOperationException", $"The header {Target} is '{target}'; it must name an operation, as {Service}ListExecutions does.");
            using var body = new StreamReader(request.Body);
            return (StatusCodes.Status200OK, await api.InvokeAsync(target[Service.Length..], await body.ReadToEndAsync(request.HttpContext.RequestAborted)));
        }
        catch (ApiException failure)
        {
            return (StatusCodes.Status400BadRequest, new JObject { ["__type"] = failure.Name, ["message"] = failure.Message });
        }
    }
}
