using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Functions.Executions;
using VideoPipeline.Functions.Http;

namespace VideoPipeline.Functions;

/// <summary>Executions over HTTP: <c>POST /executions</c> starts one, <c>GET /executions/{id}</c> says how it stands.</summary>
public sealed class ExecutionsFunction(IAmazonStepFunctions stepFunctions, SummaryLinks links, Settings settings, TimeProvider time)
{
    private readonly ExecutionReader reader = new(stepFunctions);

    /// <summary>Answers either.</summary>
    [LambdaFunction]
    public async Task<APIGatewayHttpApiV2ProxyResponse> Executions(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        using var invocation = InvocationToken.Of(context);
        var id = request.PathParameters?.TryGetValue("id", out var given) == true ? given : null;
        try
        {
            return id is null ? await StartAsync(request, invocation.Token) : await DescribeAsync(id, invocation.Token);
        }
        catch (ExecutionDoesNotExistException)
        {
            return HttpAnswers.NotFound($"There is no execution {id}.");
        }
        catch (VideoPipelineException failure)
        {
            return HttpAnswers.Failure(failure);
        }
        catch (Exception problem) when (StepFunctionsFailure.Of(problem, id ?? "a new execution") is { } failure)
        {
            return HttpAnswers.Failure(failure);
        }
    }

    private async Task<APIGatewayHttpApiV2ProxyResponse> StartAsync(APIGatewayHttpApiV2ProxyRequest request, CancellationToken stop)
    {
        var input = ExecutionInput.Parse(Json(request.BodyBytes()));
        var name = ExecutionName.For(input.Video, time.GetUtcNow());
        var started = await stepFunctions.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = StateMachine, Name = name, Input = input.ToJson() }, stop);
        var answer = HttpAnswers.Json(202, new { Id = name, Execution = started.ExecutionArn, Status = ExecutionStatus.RUNNING.Value });
        answer.Headers["location"] = $"/executions/{name}";
        return answer;
    }

    private async Task<APIGatewayHttpApiV2ProxyResponse> DescribeAsync(string id, CancellationToken stop)
    {
        var view = await reader.ReadAsync($"{StateMachine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{id}", stop);
        var result = view.Result();
        return HttpAnswers.Json(200, new ExecutionAnswer(
            view.Name, view.Arn, view.Status, view.Started, view.Stopped, view.State, view.Ranges, view.Error, view.Cause,
            result?.Frames, result is null ? null : await links.ToAsync(result.Bucket, result.Summary)));
    }

    private string StateMachine => settings.StateMachine ?? throw new InvalidOperationException($"The environment variable {Settings.StateMachineVariable} is not set.");

    private static JsonElement Json(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException problem)
        {
            throw new InvalidInputException($"The body is no JSON: {problem.Message} Send an object such as {{\"video\": \"https://example.com/film.mp4\"}}.", problem);
        }
    }
}
