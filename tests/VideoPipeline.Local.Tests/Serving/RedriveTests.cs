using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>RedriveExecution.</summary>
[Collection(ServerCollection.Name)]
public sealed class RedriveTests(ServerFixture server)
{
    [Fact]
    public async Task RedriveExecution_AfterTheVideoIsThere_GoesOnAndSucceeds()
    {
        var path = Path.Combine(server.Store, "later.mp4");
        var execution = await server.StartAsync("redriven", $$"""{"video":"{{path}}"}""");
        var failed = await server.WaitForEndAsync(execution);
        File.Copy(server.Video, path);

        await server.InvokeAsync("RedriveExecution", new JsonObject { ["executionArn"] = execution });
        var again = await server.InvokeAsync("DescribeExecution", new JsonObject { ["executionArn"] = execution });
        var ended = await server.WaitForEndAsync(execution);

        Assert.Equal(1, (int)again["redriveCount"]!);
        Assert.Equal(("VideoNotFoundException", "SUCCEEDED"), (failed.Error, ended.Status.Value));
        Assert.False(File.Exists(Path.Combine(server.Store, "runs", "redriven", "failure.json")));
        var described = await server.InvokeAsync("DescribeExecution", new JsonObject { ["executionArn"] = execution });
        Assert.Equal((1, "NOT_REDRIVABLE", "Execution is SUCCEEDED and cannot be redriven"), (
            (int)described["redriveCount"]!, (string?)described["redriveStatus"], (string?)described["redriveStatusReason"]));
        Assert.Equal(
            ("ExecutionNotRedrivable", "Execution is SUCCEEDED and cannot be redriven"),
            await server.ErrorAsync("RedriveExecution", new JsonObject { ["executionArn"] = execution }));
    }
}
