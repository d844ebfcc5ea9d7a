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

    // As a client that repeats its request, because it has not received the response, does.
    [Fact]
    public async Task RedriveExecution_SameClientToken_RedrivesOnce()
    {
        var arn = await server.CreateAsync(
            "redriven-once", """{"StartAt": "F", "States": {"F": {"Type": "Pass", "InputPath": "$.none", "End": true}}}""");
        var failed = await server.RunAsync(arn, "{}");
        var request = new JsonObject { ["executionArn"] = (string)failed["executionArn"]!, ["clientToken"] = "one" };

        var first = await server.InvokeAsync("RedriveExecution", request);
        await server.WaitForEndAsync((string)failed["executionArn"]!);
        var repeated = await server.InvokeAsync("RedriveExecution", request);
        request["clientToken"] = "two";
        await server.InvokeAsync("RedriveExecution", request);

        var described = await server.InvokeAsync(
            "DescribeExecution", new JsonObject { ["executionArn"] = (string)failed["executionArn"]! });
        Assert.Equal(first.ToJsonString(), repeated.ToJsonString());
        Assert.Equal(2, (int)described["redriveCount"]!);
    }
}
