using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.StepFunctions.Model;
using VideoPipeline.Local.Serving;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>Executions that are stepped through over HTTP.</summary>
[Collection(ServerCollection.Name)]
public sealed class SteppingTests(ServerFixture server)
{
    private const string TwoItems =
        """
        {"StartAt": "M", "States": {
          "M": {"Type": "Map", "MaxConcurrency": 1, "ItemProcessor": {"StartAt": "I", "States": {
            "I": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:NoSuchFunction", "End": true}}},
            "Next": "E"},
          "E": {"Type": "Pass", "End": true}}}
        """;

    [Fact]
    public async Task Execution_SteppedAndMockedAndRetried_EndsAsDecided()
    {
        var arn = await StartAsync("stepped", TwoItems, "[1, 2]");

        var first = await PausedAsync(arn);
        Assert.Equal(
            ("M", "Map", "[1,2]", "[]"),
            ((string?)first["state"], (string?)first["type"], (string?)first["input"], first["path"]!.ToJsonString()));
        await InvokeAsync("StepState", arn, first, """ "input": "[1,2,3]" """);

        var item = await PausedAsync(arn);
        Assert.Equal("""[{"kind":"Iteration","state":"M","index":0}]""", item["path"]!.ToJsonString());
        await InvokeAsync("StepState", arn, item, """ "mock": {"result": "10"} """);

        await InvokeAsync("StepState", arn, await PausedAsync(arn));
        var failed = await PausedAsync(arn);
        Assert.Equal("Lambda.ResourceNotFoundException", (string?)failed["errorOutput"]!["error"]);
        await InvokeAsync("StepState", arn, failed, """ "mock": {"result": "20"} """);

        var last = await PausedAsync(arn);
        await InvokeAsync("StepState", arn, last, """ "mock": {"errorOutput": {"error": "Mine", "cause": "here"}} """);
        await InvokeAsync("StepState", arn, await PausedAsync(arn), """ "mock": {"result": "30"} """);
        await InvokeAsync("ContinueExecution", arn);

        Assert.Equal("[10,20,30]", (await server.WaitForEndAsync(arn)).Output);
        Assert.Equal("SUCCEEDED", (string?)(await InvokeAsync("ListPausedStates", arn))["status"]);
    }

    [Fact]
    public async Task Execution_RunToAnItemThenLeftToFail_Fails()
    {
        var arn = await StartAsync("to-item", TwoItems, "[1, 2]");
        await PausedAsync(arn);

        await InvokeAsync("ContinueExecution", arn, more: """ "until": {"state": "m", "index": 0} """);
        var item = await PausedAsync(arn);
        Assert.Equal("I", (string?)item["state"]);
        await InvokeAsync("StepState", arn, item, """ "mock": {"errorOutput": {"error": "Mine"}} """);
        await InvokeAsync("FailState", arn, await PausedAsync(arn));
        await InvokeAsync("FailState", arn, await PausedAsync(arn));

        Assert.Equal("Mine", (await server.WaitForEndAsync(arn)).Error);
    }

    [Fact]
    public async Task StopExecution_WhilePaused_Aborts()
    {
        var arn = await StartAsync("stopped", TwoItems, "[]");
        await PausedAsync(arn);

        await server.Client.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = arn });

        var list = await InvokeAsync("ListPausedStates", arn);
        Assert.Equal(("ABORTED", 0), ((string?)list["status"], list["pausedStates"]!.AsArray().Count));
    }

    [Fact]
    public async Task Pipeline_SteppedToItsRange_NamesTheChildExecution()
    {
        var started = await SendAsync("StartExecution", new JsonObject
        {
            ["stateMachineArn"] = LocalServer.StateMachineArn, ["name"] = "stepped-pipeline", ["input"] = server.Input,
        });
        var arn = (string)started.Body["executionArn"]!;
        await PausedAsync(arn);

        await InvokeAsync("ContinueExecution", arn, more: """ "until": {"state": "Decode", "index": 2} """);
        var range = await PausedAsync(arn, state => (int?)state["path"]!.AsArray().FirstOrDefault()?["index"] == 2);

        var child = await server.InvokeAsync(
            "DescribeExecution", new JsonObject { ["executionArn"] = (string)range["executionArn"]! });
        Assert.Equal((string?)range["mapRunArn"], (string?)child["mapRunArn"]);
        Assert.Equal("""[{"kind":"ChildExecution","state":"Decode","index":2}]""", range["path"]!.ToJsonString());
        await InvokeAsync("ContinueExecution", arn);
        Assert.Equal("SUCCEEDED", (await server.WaitForEndAsync(arn)).Status.Value);
    }

    [Theory]
    [InlineData("StepState", """{"id": 999}""", "PausedStateDoesNotExist", "No state is paused under the id 999.")]
    [InlineData("StepState", "{}", "ValidationException", "'id' is missing.")]
    [InlineData("StepState", """{"id": 1, "input": "{"}""", "ValidationException", "The value of 'input' is not JSON: ")]
    [InlineData("StepState", """{"id": 1, "mock": {}}""", "ValidationException", "A mock has either a result or an errorOutput.")]
    [InlineData("FailState", """{"id": 1}""", "ValidationException", "The state 'M' has not failed.")]
    [InlineData("ContinueExecution", """{"until": {"state": "X"}}""", "ValidationException", "There is no state 'X'.")]
    [InlineData("ContinueExecution", """{"until": 1}""", "ValidationException", "'until' must be an object.")]
    [InlineData("Jump", "{}", "UnknownOperationException", "There is no operation Jump.")]
    public async Task Operation_Invalid_SaysWhatIsWrongAndChangesNothing(
        string operation, string body, string type, string message)
    {
        var arn = await StartAsync($"invalid-{Guid.NewGuid()}", TwoItems, "[]");
        await PausedAsync(arn);
        var request = JsonNode.Parse(body)!.AsObject();
        request["executionArn"] = arn;

        var (status, error) = await SendAsync(operation, request);

        Assert.Equal((HttpStatusCode.BadRequest, type), (status, (string?)error["__type"]));
        Assert.StartsWith(message, (string?)error["message"], StringComparison.Ordinal);
        await PausedAsync(arn);
        await server.Client.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = arn });
    }

    [Fact]
    public async Task ListPausedStates_ExecutionThatRunsFreely_IsAnError()
    {
        var arn = await server.StartAsync("runs-freely", """{"video": "none"}""");

        var (status, error) = await SendAsync("ListPausedStates", new JsonObject { ["executionArn"] = arn });

        Assert.Equal((HttpStatusCode.BadRequest, "ValidationException"), (status, (string?)error["__type"]));
        await server.WaitForEndAsync(arn);
    }

    [Fact]
    public async Task Request_OfAWebPage_IsForbidden()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/stepping/ListPausedStates")
        {
            Headers = { { "Origin", "https://example.com" } },
        };

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private async Task<string> StartAsync(string name, string definition, string input)
    {
        var machine = await server.InvokeAsync("CreateStateMachine", new JsonObject
        {
            ["name"] = $"machine-{name}", ["roleArn"] = "arn:aws:iam::000000000000:role/any", ["definition"] = definition,
        });
        var (status, body) = await SendAsync("StartExecution", new JsonObject
        {
            ["stateMachineArn"] = (string)machine["stateMachineArn"]!, ["name"] = name, ["input"] = input,
        });
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return (string)body["executionArn"]!;
    }

    // Waits until a state is paused, and returns it.
    private async Task<JsonNode> PausedAsync(string arn, Func<JsonNode, bool>? isIt = null)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            var list = await InvokeAsync("ListPausedStates", arn);
            var paused = list["pausedStates"]!.AsArray().FirstOrDefault(state => isIt?.Invoke(state!) ?? true);
            if (paused is not null) return paused;
            Assert.Equal("RUNNING", (string?)list["status"]);
            await pause.WaitForNextTickAsync();
        }
    }

    private async Task<JsonNode> InvokeAsync(string operation, string arn, JsonNode? paused = null, string? more = null)
    {
        var request = JsonNode.Parse($$"""{ {{more}} }""")!.AsObject();
        request["executionArn"] = arn;
        if (paused is not null) request["id"] = (int)paused["id"]!;
        var (status, body) = await SendAsync(operation, request);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return body;
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(string operation, JsonObject request)
    {
        using var content = new StringContent(request.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await server.Http.PostAsync($"{server.Address}/stepping/{operation}", content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
