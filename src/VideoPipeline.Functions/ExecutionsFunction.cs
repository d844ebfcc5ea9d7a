using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Executions;
using VideoPipeline.Functions.Http;
using VideoPipeline.Functions.Observation;

namespace VideoPipeline.Functions;

/// <summary>Executions over HTTP: <c>POST /executions</c> starts one, <c>GET /executions/{id}</c> describes one.</summary>
internal sealed class ExecutionsFunction(
    IAmazonStepFunctions stepFunctions, SummaryLinks links, Settings settings, ApiKey key, TimeProvider time)
{
    private readonly ExecutionReader _reader = new(stepFunctions);

    /// <summary>Responds to both routes.</summary>
    [LambdaFunction]
    public async Task<APIGatewayHttpApiV2ProxyResponse> Executions(
        APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        if (key.Refuse(request) is { } refusal) return refusal;
        var id = request.PathParameters?.TryGetValue("id", out var value) == true ? value : null;
        try
        {
            return id is null ? await StartAsync(request, context) : await DescribeAsync(id, context);
        }
        catch (ExecutionDoesNotExistException)
        {
            return HttpResponses.NotFound($"The execution {id} does not exist.");
        }
        catch (VideoPipelineException failure)
        {
            return HttpResponses.Failure(failure);
        }
        catch (Exception exception) when (StepFunctionsFailure.FromException(exception, id ?? "a new execution") is { } failure)
        {
            return HttpResponses.Failure(failure);
        }
    }

    private async Task<APIGatewayHttpApiV2ProxyResponse> StartAsync(
        APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        // Web pages may send other types to any server without its consent (a simple request of the Fetch standard).
        if (!MediaTypeHeaderValue.TryParse(request.Header("content-type"), out var type)
            || !string.Equals(type.MediaType, MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase))
            return HttpResponses.UnsupportedType(MediaTypeNames.Application.Json);
        var input = ExecutionInput.Parse(Json(request.BodyBytes()));
        var name = ExecutionName.For(input.Video, time.GetUtcNow());
        var start = new StartExecutionRequest
        {
            StateMachineArn = settings.RequiredStateMachine,
            Name = name,
            Input = input.ToJson(),
        };
        var started = await StepLog.RunAsync(
            context,
            new StepSubject(name, null, input.Video),
            (_, cancellation) => stepFunctions.StartExecutionAsync(start, cancellation),
            time,
            nameof(Executions));
        var response = HttpResponses.Json(
            202, new { Id = name, Execution = started.ExecutionArn, Status = ExecutionStatus.RUNNING.Value });
        response.Headers["location"] = $"/executions/{name}";
        return response;
    }

    // Not logged: clients poll this route.
    private async Task<APIGatewayHttpApiV2ProxyResponse> DescribeAsync(string id, ILambdaContext context)
    {
        using var invocation = InvocationToken.Create(context);
        var arn = $"{settings.RequiredStateMachine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{id}";
        var view = await _reader.ReadAsync(arn, withProgress: true, invocation.Token);
        var result = view.Result();
        return HttpResponses.Json(200, new ExecutionResponse(
            view.Name, view.Arn, view.Status, view.Started, view.Stopped, view.State, view.Ranges, view.Error, view.Cause,
            result?.Frames, result is null ? null : await links.CreateAsync(result.Bucket, result.Summary)));
    }

    private static JsonElement Json(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(
                $"The request body is not valid JSON: {exception.Message} "
                + "Send an object such as {\"video\": \"https://example.com/film.mp4\"}.",
                exception);
        }
    }
}
