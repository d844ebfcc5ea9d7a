using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Functions;
using VideoPipeline.Local.Serving;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>The Step Functions API, with the client of the AWS SDK.</summary>
[Collection(ServerCollection.Name)]
public sealed class StepFunctionsTests(ServerFixture server)
{
    private const string NoVideo = """{"video":"/nowhere.mp4"}""";

    [Fact]
    public async Task StartExecution_ValidVideo_SucceedsWithResultsInTheStore()
    {
        var arn = await server.StartAsync("whole", server.Input);

        var ended = await server.WaitForEndAsync(arn);

        Assert.Equal((ExecutionStatus.SUCCEEDED, "whole", server.Input), (ended.Status, ended.Name, ended.Input));
        Assert.Equal(100, (int)JsonNode.Parse(ended.Output)!["frames"]!);
        Assert.True(File.Exists(Path.Combine(server.Store, "runs", "whole", "summary.json")));
        Assert.True(ended.StopDate >= ended.StartDate);
    }

    [Fact]
    public async Task DescribeMapRun_Decode_CountsItsRanges()
    {
        var arn = await server.StartAsync("map-run", server.Input);
        await server.WaitForEndAsync(arn);

        var item = Assert.Single((await server.Client.ListMapRunsAsync(new ListMapRunsRequest { ExecutionArn = arn })).MapRuns);
        var run = await server.Client.DescribeMapRunAsync(new DescribeMapRunRequest { MapRunArn = item.MapRunArn });

        Assert.Equal((arn, arn, MapRunStatus.SUCCEEDED), (item.ExecutionArn, run.ExecutionArn, run.Status));
        var counts = run.ItemCounts;
        Assert.Equal((4L, 4L, 0L, 0L), (counts.Total, counts.Succeeded, counts.Running, counts.Failed));
    }

    [Fact]
    public async Task GetExecutionHistory_AllPagesInBothOrders_AllEvents()
    {
        var arn = await server.StartAsync("history", server.Input);
        await server.WaitForEndAsync(arn);

        var oldestFirst = await HistoryAsync(arn, reverse: false);
        var newestFirst = await HistoryAsync(arn, reverse: true);

        Assert.Equal(Enumerable.Range(1, oldestFirst.Count).Select(id => (long?)id), oldestFirst.Select(entry => entry.Id));
        Assert.Equal(oldestFirst.Select(entry => entry.Id).Reverse(), newestFirst.Select(entry => entry.Id));
        Assert.Equal(["ExecutionStarted", "ExecutionSucceeded"], [oldestFirst[0].Type.Value, oldestFirst[^1].Type.Value]);
    }

    [Fact]
    public async Task GetExecutionHistory_ChildExecution_HasItsOwnHistory()
    {
        var arn = await server.StartAsync("children", server.Input);
        await server.WaitForEndAsync(arn);
        var run = Assert.Single((await server.Client.ListMapRunsAsync(new ListMapRunsRequest { ExecutionArn = arn })).MapRuns);

        var children = await server.InvokeAsync("ListExecutions", new JsonObject { ["mapRunArn"] = run.MapRunArn });
        var child = (string)children["executions"]![0]!["executionArn"]!;

        Assert.Equal(4, children["executions"]!.AsArray().Count);
        Assert.Equal("ExecutionSucceeded", (await HistoryAsync(child, reverse: true))[0].Type.Value);
    }

    [Fact]
    public async Task StartExecution_MissingVideo_FailsWithTheFunctionsError()
    {
        var ended = await server.WaitForEndAsync(await server.StartAsync("absent", NoVideo));

        Assert.Equal((ExecutionStatus.FAILED, "VideoNotFoundException"), (ended.Status, ended.Error));
        Assert.Contains("/nowhere.mp4", ended.Cause);
    }

    [Fact]
    public async Task StartExecution_NameOfEndedExecution_ExecutionAlreadyExists()
    {
        await server.WaitForEndAsync(await server.StartAsync("taken", NoVideo));

        await Assert.ThrowsAsync<ExecutionAlreadyExistsException>(() => server.StartAsync("taken", NoVideo));
    }

    [Fact]
    public async Task StopExecution_RunningExecution_AbortsItWithErrorAndCause()
    {
        // A server that accepts connections and never responds.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var input = $$"""{"video":"http://{{silent.LocalEndpoint}}/video.mp4"}""";
        var arn = await server.StartAsync("stopped", input);

        Assert.Equal(arn, await server.StartAsync("stopped", input));
        await Assert.ThrowsAsync<ExecutionAlreadyExistsException>(() => server.StartAsync("stopped", NoVideo));
        await server.Client.StopExecutionAsync(
            new StopExecutionRequest { ExecutionArn = arn, Error = "Enough", Cause = "No need." });

        var ended = await server.WaitForEndAsync(arn);
        Assert.Equal((ExecutionStatus.ABORTED, "Enough", "No need."), (ended.Status, ended.Error, ended.Cause));
    }

    [Theory]
    [InlineData(
        "StartExecution", """{"stateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:other"}""",
        "StateMachineDoesNotExist")]
    [InlineData("StartExecution", """{"stateMachineArn":"other"}""", "InvalidArn")]
    [InlineData("StartExecution", """{"stateMachineArn":"MACHINE","name":"a b"}""", "InvalidName")]
    [InlineData("StartExecution", """{"stateMachineArn":"MACHINE","input":"{"}""", "InvalidExecutionInput")]
    [InlineData("StartExecution", "{}", "ValidationException")]
    [InlineData("StartExecution", "[]", "SerializationException")]
    [InlineData(
        "DescribeExecution", """{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:videopipeline:none"}""",
        "ExecutionDoesNotExist")]
    [InlineData(
        "GetExecutionHistory", """{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:videopipeline:none"}""",
        "ExecutionDoesNotExist")]
    [InlineData(
        "DescribeMapRun", """{"mapRunArn":"arn:aws:states:us-east-1:000000000000:mapRun:videopipeline/Decode:none"}""",
        "ResourceNotFound")]
    [InlineData("ListExecutions", """{"stateMachineArn":"MACHINE","nextToken":"none"}""", "InvalidToken")]
    [InlineData("ListExecutions", """{"stateMachineArn":"MACHINE","maxResults":1001}""", "ValidationException")]
    [InlineData("ListExecutions", """{"stateMachineArn":"MACHINE","maxResults":"many"}""", "SerializationException")]
    [InlineData("ListExecutions", """{"stateMachineArn":"MACHINE","statusFilter":"running"}""", "ValidationException")]
    [InlineData("ListExecutions", """{"stateMachineArn":"MACHINE","nextToken":""}""", "ValidationException")]
    [InlineData("CreateStateMachine", """{"name":"a b","definition":"{}","roleArn":"r"}""", "InvalidName")]
    [InlineData("CreateStateMachine", """{"name":"a","definition":"{}","roleArn":"r"}""", "InvalidDefinition")]
    [InlineData("CreateStateMachine", """{"name":"a","definition":"{}"}""", "ValidationException")]
    [InlineData("UpdateStateMachine", """{"stateMachineArn":"MACHINE"}""", "MissingRequiredParameter")]
    [InlineData("StartSyncExecution", """{"stateMachineArn":"MACHINE"}""", "StateMachineTypeNotSupported")]
    [InlineData("NoSuchOperation", "{}", "UnknownOperationException")]
    public async Task Operation_InvalidRequest_ErrorTypeOfAws(string operation, string body, string error)
    {
        using var response = await server.SendAsync(
            operation, body.Replace("MACHINE", LocalServer.StateMachineArn, StringComparison.Ordinal));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(error, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["__type"]);
    }

    [Fact]
    public async Task DescribeStateMachine_Definition_IsThatOfTheExecutions()
    {
        var machine = await server.InvokeAsync(
            "DescribeStateMachine", new JsonObject { ["stateMachineArn"] = LocalServer.StateMachineArn });

        Assert.Equal(StateNames.Begin, (string?)JsonNode.Parse((string)machine["definition"]!)!["StartAt"]);
    }

    private async Task<List<HistoryEvent>> HistoryAsync(string arn, bool reverse)
    {
        var all = new List<HistoryEvent>();
        string? token = null;
        do
        {
            var page = await server.Client.GetExecutionHistoryAsync(
                new GetExecutionHistoryRequest { ExecutionArn = arn, MaxResults = 7, NextToken = token, ReverseOrder = reverse });
            Assert.InRange(page.Events.Count, 1, 7);
            all.AddRange(page.Events);
            token = page.NextToken;
        }
        while (token is not null);
        return all;
    }
}
