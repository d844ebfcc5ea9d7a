using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>Executions over HTTP: the function sends its Step Functions requests to the server that invokes it.</summary>
[Collection(ServerCollection.Name)]
public sealed class ExecutionEndpointTests(ServerFixture server)
{
    [Fact]
    public async Task Post_ThenGet_ReturnsItsSummary()
    {
        using var input = new StringContent(server.Input, Encoding.UTF8, "application/json");
        using var started = await server.Http.PostAsync($"{server.Address}/executions", input);
        var execution = JsonNode.Parse(await started.Content.ReadAsStringAsync())!;
        await server.WaitForEndAsync((string)execution["execution"]!);

        var ended = JsonNode.Parse(await server.Http.GetStringAsync($"{server.Address}{started.Headers.Location}"))!;

        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.Equal(
            ((string?)execution["id"], "SUCCEEDED", 100),
            ((string?)ended["id"], (string?)ended["status"], (int)ended["frames"]!));
        var summary = JsonNode.Parse(await File.ReadAllTextAsync(new Uri((string)ended["summary"]!).LocalPath))!;
        Assert.Equal(100, (int)summary["frames"]!["delivered"]!);
    }

    [Fact]
    public async Task Get_MissingExecution_404()
    {
        using var response = await server.Http.GetAsync($"{server.Address}/executions/none");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        Assert.Equal("The execution none does not exist.", (string?)error["message"]);
    }
}
