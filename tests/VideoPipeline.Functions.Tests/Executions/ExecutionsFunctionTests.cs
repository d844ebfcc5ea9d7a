using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Functions.Executions;
using VideoPipeline.Functions.Http;
using VideoPipeline.Functions.Tests.Http;
using VideoPipeline.Functions.Tests.Uploads;
using VideoPipeline.Sources.S3;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Functions.Tests.Executions;

/// <summary>Executions over HTTP, with moto as Step Functions, which records executions without running them.</summary>
public sealed class ExecutionsFunctionTests(MotoServer server) : IClassFixture<MotoServer>
{
    [MotoFact]
    public async Task Post_ValidInput_StartsExecutionWithThatInput()
    {
        using var client = Client();
        var function = await FunctionAsync(client);

        var response = await function.Executions(
            Events.Read<APIGatewayHttpApiV2ProxyRequest>("executions-start"), new TestContext());

        var arn = Json(response).GetProperty("execution").GetString();
        var execution = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn });
        Assert.Equal((202, $"/executions/{execution.Name}"), (response.StatusCode, response.Headers["location"]));
        Assert.StartsWith("film-20", execution.Name);
        Assert.Equal("""{"video":"https://example.com/film.mp4","every":24}""", execution.Input);
    }

    [MotoFact]
    public async Task Get_RunningExecution_StatusIsRunning()
    {
        using var client = Client();
        var function = await FunctionAsync(client);
        var request = await PostAsync("""{"video": "https://example.com/film.mp4"}""");
        var id = Json(await function.Executions(request, new TestContext())).GetProperty("id").GetString();

        var response = await function.Executions(Get(id!), new TestContext());

        var json = Json(response);
        Assert.Equal(
            (200, id, "RUNNING"),
            (response.StatusCode, json.GetProperty("id").GetString(), json.GetProperty("status").GetString()));
        Assert.False(json.TryGetProperty("summary", out _));
    }

    [MotoFact]
    public async Task Get_MissingExecution_404()
    {
        using var client = Client();

        var function = await FunctionAsync(client);

        var response = await function.Executions(
            Events.Read<APIGatewayHttpApiV2ProxyRequest>("executions-describe"), new TestContext());

        var error = Json(response).GetProperty("error");
        Assert.Equal((404, "InvalidInputException"), (response.StatusCode, error.GetProperty("type").GetString()));
        Assert.EndsWith("does not exist.", error.GetProperty("message").GetString());
    }

    [MotoTheory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"video": "https://example.com/film.mp4", "workers": 0}""")]
    public async Task Post_InvalidInput_400(string body)
    {
        using var client = Client();

        var response = await (await FunctionAsync(client)).Executions(await PostAsync(body), new TestContext());

        var error = Json(response).GetProperty("error");
        Assert.Equal((400, "InvalidInputException"), (response.StatusCode, error.GetProperty("type").GetString()));
    }

    /// <summary>The types that a web page may send to any server.</summary>
    [MotoTheory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public async Task Post_OtherType_415(string? type)
    {
        using var client = Client();
        var content = new StringContent("""{"video": "https://example.com/film.mp4"}""");
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);

        var response = await (await FunctionAsync(client)).Executions(
            await HttpPayload.CreateAsync("POST /executions", content), new TestContext());

        Assert.Equal(415, response.StatusCode);
        Assert.Equal("UnsupportedMediaTypeException", Json(response).GetProperty("error").GetProperty("type").GetString());
    }

    private static JsonElement Json(APIGatewayHttpApiV2ProxyResponse response) => JsonDocument.Parse(response.Body).RootElement;

    private static Task<APIGatewayHttpApiV2ProxyRequest> PostAsync(string body) =>
        HttpPayload.CreateAsync("POST /executions", new StringContent(body, Encoding.UTF8, "application/json"));

    private static APIGatewayHttpApiV2ProxyRequest Get(string id) =>
        new() { RouteKey = "GET /executions/{id}", PathParameters = new Dictionary<string, string> { ["id"] = id } };

    private async Task<ExecutionsFunction> FunctionAsync(IAmazonStepFunctions client)
    {
        var settings = new Settings("bucket", null, null, await server.CreateStateMachineAsync());
        var links = new SummaryLinks(settings, S3Clients.FromEnvironment, TimeProvider.System);
        return new ExecutionsFunction(client, links, settings, new ApiKey(null), TimeProvider.System);
    }

    private AmazonStepFunctionsClient Client() => new(
        new BasicAWSCredentials("any", "secret"),
        new AmazonStepFunctionsConfig { ServiceURL = server.Endpoint, AuthenticationRegion = MotoServer.Region });
}
