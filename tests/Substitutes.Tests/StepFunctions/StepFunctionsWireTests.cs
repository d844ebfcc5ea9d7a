using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Xunit;

namespace VideoPipeline.Substitutes.Tests.StepFunctions;

/// <summary>Tests the HTTP requests of the client and the parsing of the responses.</summary>
public sealed class StepFunctionsWireTests
{
    private const string Execution = "arn:aws:states:eu-west-1:123456789012:execution:machine:one";

    [Fact]
    public async Task Request_WithRegion_IsSignedAndHasTheOperation()
    {
        var wire = new ScriptedAnswers((HttpStatusCode.OK, """{"executionArn": "a", "startDate": 1.5}"""));

        using var client = Client(wire);
        var started = await client.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = "machine", Name = "one", Input = "{}" });

        var (message, body) = Assert.Single(wire.Requests);
        Assert.Equal("https://states.eu-west-1.amazonaws.com/", message.RequestUri!.ToString());
        Assert.Equal("AWSStepFunctions.StartExecution", Assert.Single(message.Headers.GetValues("X-Amz-Target")));
        Assert.Equal("application/x-amz-json-1.0", message.Content!.Headers.ContentType!.ToString());
        Assert.Contains(
            "/eu-west-1/states/aws4_request", Assert.Single(message.Headers.GetValues("Authorization")),
            StringComparison.Ordinal);
        Assert.Contains("\"stateMachineArn\":\"machine\"", body, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"one\"", body, StringComparison.Ordinal);
        Assert.Equal(
            ("a", DateTime.UnixEpoch.AddSeconds(1.5)), (started.ExecutionArn, started.StartDate!.Value.ToUniversalTime()));
    }

    [Fact]
    public async Task GetExecutionHistory_TwoPages_RequestsTheSecondWithItsToken()
    {
        var wire = new ScriptedAnswers(
            (HttpStatusCode.OK, """
                {"events": [
                    {"id": 1, "previousEventId": 0, "timestamp": 10, "type": "ExecutionStarted"},
                    {"id": 2, "previousEventId": 0, "timestamp": 11, "type": "TaskStateEntered",
                     "stateEnteredEventDetails": {"name": "Index", "input": "{}"}}],
                 "nextToken": "two"}
                """),
            (HttpStatusCode.OK, """
                {"events": [
                    {"id": 3, "type": "MapRunStarted", "mapRunStartedEventDetails": {"mapRunArn": "run"}},
                    {"id": 4, "type": "ExecutionFailed", "executionFailedEventDetails": {"error": "E", "cause": "C"}}]}
                """));
        using var client = Client(wire);

        var first = await client.GetExecutionHistoryAsync(
            new GetExecutionHistoryRequest { ExecutionArn = Execution, MaxResults = 2 });
        var second = await client.GetExecutionHistoryAsync(
            new GetExecutionHistoryRequest { ExecutionArn = Execution, NextToken = first.NextToken });

        Assert.Equal([1L, 2L], first.Events.Select(e => e.Id!.Value));
        Assert.Equal("Index", first.Events[1].StateEnteredEventDetails.Name);
        Assert.Equal("TaskStateEntered", first.Events[1].Type.Value);
        Assert.Equal("run", second.Events[0].MapRunStartedEventDetails.MapRunArn);
        Assert.Equal(HistoryEventType.ExecutionFailed, second.Events[1].Type);
        Assert.Equal("C", second.Events[1].ExecutionFailedEventDetails.Cause);
        Assert.Null(second.NextToken);
        Assert.Contains("\"maxResults\":2", wire.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("\"nextToken\":\"two\"", wire.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribeMapRun_RunningMapRun_ReturnsItemCounts()
    {
        var wire = new ScriptedAnswers(
            (HttpStatusCode.OK, """{"mapRuns": [{"executionArn": "e", "mapRunArn": "run", "startDate": 5}]}"""),
            (HttpStatusCode.OK, """
                {"mapRunArn": "run", "executionArn": "e", "status": "RUNNING", "startDate": 5,
                 "itemCounts": {"pending": 1, "running": 2, "succeeded": 3, "failed": 4, "timedOut": 5, "aborted": 6,
                                "total": 21, "resultsWritten": 0}}
                """));
        using var client = Client(wire);

        var listed = Assert.Single((await client.ListMapRunsAsync(new ListMapRunsRequest { ExecutionArn = Execution })).MapRuns);
        var found = await client.DescribeMapRunAsync(new DescribeMapRunRequest { MapRunArn = listed.MapRunArn });

        Assert.Equal(MapRunStatus.RUNNING, found.Status);
        var counts = found.ItemCounts;
        Assert.Equal(
            (1L, 2L, 3L, 4L, 5L, 6L, 21L),
            (counts.Pending, counts.Running, counts.Succeeded, counts.Failed, counts.TimedOut, counts.Aborted, counts.Total));
        Assert.Null(found.StopDate);
    }

    [Theory]
    [InlineData("ResourceNotFound", typeof(ResourceNotFoundException))]
    [InlineData("com.amazonaws.states#InvalidArn", typeof(InvalidArnException))]
    [InlineData("ExecutionDoesNotExist", typeof(AmazonStepFunctionsException))] // not an error of this operation
    [InlineData("AccessDeniedException", typeof(AmazonStepFunctionsException))]
    public async Task Error_OfDescribeMapRun_HasItsType(string code, Type type)
    {
        var failure = await AssertFailsAsync(
            code, type, client => client.DescribeMapRunAsync(new DescribeMapRunRequest { MapRunArn = "run" }));

        Assert.Equal(code.Split('#')[^1], ((AmazonStepFunctionsException)failure).ErrorCode);
        Assert.Equal("request-1", ((AmazonStepFunctionsException)failure).RequestId);
    }

    [Theory]
    [InlineData("ExecutionAlreadyExists", typeof(ExecutionAlreadyExistsException))]
    [InlineData("StateMachineDoesNotExist", typeof(StateMachineDoesNotExistException))]
    [InlineData("InvalidName", typeof(InvalidNameException))]
    [InlineData("InvalidArn", typeof(InvalidArnException))]
    public Task Error_OfStartExecution_HasItsType(string code, Type type) => AssertFailsAsync(
        code, type, client => client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = "machine" }));

    [Fact]
    public async Task Error_TransientFault_IsRetried()
    {
        var wire = new ScriptedAnswers(
            (HttpStatusCode.ServiceUnavailable, "busy"),
            (HttpStatusCode.OK, """
                {"executionArn": "e", "status": "SUCCEEDED", "output": "{}", "startDate": 5, "stopDate": 6.25}
                """));
        using var client = Client(wire);

        var found = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = Execution });

        Assert.Equal(2, wire.Requests.Count);
        Assert.Equal("{}", found.Output);
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(6.25), found.StopDate!.Value.ToUniversalTime());
    }

    private static async Task<Exception> AssertFailsAsync(string code, Type type, Func<AmazonStepFunctionsClient, Task> send)
    {
        var wire = new ScriptedAnswers((HttpStatusCode.BadRequest, $$"""{"__type": "{{code}}", "message": "why"}"""));
        using var client = Client(wire);

        var failure = await Assert.ThrowsAsync(type, () => send(client));

        Assert.Equal("why", failure.Message);
        return failure;
    }

    private static AmazonStepFunctionsClient Client(ScriptedAnswers wire) => new(
        new BasicAWSCredentials("any", "secret"),
        new AmazonStepFunctionsConfig { RegionEndpoint = RegionEndpoint.EUWest1, HttpClientFactory = wire });
}
