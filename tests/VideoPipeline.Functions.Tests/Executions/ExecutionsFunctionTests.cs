using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Functions.Executions;
using VideoPipeline.Functions.Tests.Http;
using VideoPipeline.Functions.Tests.Uploads;
using VideoPipeline.Sources.S3;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Functions.Tests.Executions;

/// <summary>Executions over HTTP, against a server that keeps executions and runs none.</summary>
public sealed class ExecutionsFunctionTests(MotoServer server) : IClassFixture<MotoServer>
{
    [MotoFact]
    public async Task Post_AnInput_StartsAnExecutionOfIt()
    {
        using var client = Client();
        var function = await FunctionAsync(client);

        var answer = await function.Executions(Events.Read<APIGatewayHttpApiV2ProxyRequest>("executions-start"), new TestContext());

        var started = Json(answer);
        var found = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = started.GetProperty("execution").GetString() });
        Assert.Equal((202, $"/executions/{found.Name}"), (answer.StatusCode, answer.Headers["location"]));
        Assert.StartsWith("film-20", found.Name);
        Assert.Equal("""{"video":"https://example.com/film.mp4","every":24}""", found.Input);
    }

    [MotoFact]
    public async Task Get_OneThatRuns_SaysSo()
    {
        using var client = Client();
        var function = await FunctionAsync(client);
        var id = Json(await function.Executions(await PostAsync("""{"video": "https://example.com/film.mp4"}"""), new TestContext())).GetProperty("id").GetString();

        var answer = await function.Executions(Get(id!), new TestContext());

        Assert.Equal((200, id, "RUNNING"), (answer.StatusCode, Json(answer).GetProperty("id").GetString(), Json(answer).GetProperty("status").GetString()));
        Assert.False(Json(answer).TryGetProperty("summary", out _));
    }

    [MotoFact]
    public async Task Get_OneThatIsNotThere_404()
    {
        using var client = Client();

        var answer = await (await FunctionAsync(client)).Executions(Events.Read<APIGatewayHttpApiV2ProxyRequest>("executions-describe"), new TestContext());

        Assert.Equal(404, answer.StatusCode);
    }

    [MotoTheory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"video": "https://example.com/film.mp4", "workers": 0}""")]
    public async Task Post_WhatIsNoInput_400(string body)
    {
        using var client = Client();

        var answer = await (await FunctionAsync(client)).Executions(await PostAsync(body), new TestContext());

        Assert.Equal((400, "InvalidInputException"), (answer.StatusCode, Json(answer).GetProperty("error").GetProperty("type").GetString()));
    }

    private static JsonElement Json(APIGatewayHttpApiV2ProxyResponse answer) => JsonDocument.Parse(answer.Body).RootElement;

    private static Task<APIGatewayHttpApiV2ProxyRequest> PostAsync(string body) =>
        HttpPayload.OfAsync("POST /executions", new StringContent(body, Encoding.UTF8, "application/json"));

    private static APIGatewayHttpApiV2ProxyRequest Get(string id) =>
        new() { RouteKey = "GET /executions/{id}", PathParameters = new Dictionary<string, string> { ["id"] = id } };

    private async Task<ExecutionsFunction> FunctionAsync(IAmazonStepFunctions client)
    {
        var settings = new Settings("bucket", null, null, await server.MakeStateMachineAsync());
        return new ExecutionsFunction(client, new SummaryLinks(settings, S3Clients.FromEnvironment, TimeProvider.System), settings, TimeProvider.System);
    }

    private AmazonStepFunctionsClient Client() => new(
        new BasicAWSCredentials("any", "secret"),
        new AmazonStepFunctionsConfig { ServiceURL = server.Endpoint, AuthenticationRegion = MotoServer.Region });
}
