using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>Executions over HTTP: the function asks the server that it is in.</summary>
[Collection(ServerCollection.Name)]
public sealed class ExecutionEndpointTests(ServerFixture server)
{
    [Fact]
    public async Task Post_ThenGet_UntilItsSummaryIsThere()
    {
        using var started = await server.Http.PostAsync($"{server.Address}/executions", new StringContent(server.Input, Encoding.UTF8, "application/json"));
        var execution = JObject.Parse(await started.Content.ReadAsStringAsync());
        await server.EndAsync((string)execution["execution"]!);

        var found = JObject.Parse(await server.Http.GetStringAsync($"{server.Address}{started.Headers.Location}"));

        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.Equal((execution["id"], "SUCCEEDED", 100), (found["id"], (string?)found["status"], (int)found["frames"]!));
        Assert.Equal(100, (int)JObject.Parse(await File.ReadAllTextAsync(new Uri((string)found["summary"]!).LocalPath))["frames"]!["delivered"]!);
    }

    [Fact]
    public async Task Get_OneThatIsNotThere_404()
    {
        using var answer = await server.Http.GetAsync($"{server.Address}/executions/none");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
