using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>The operations on Map Runs and their child executions, which wait for the workers of an activity.</summary>
[Collection(ServerCollection.Name)]
public sealed class MapRunTests(ServerFixture server)
{
    [Fact]
    public async Task UpdateMapRun_HigherConcurrency_StartsMoreChildExecutionsAtOnce()
    {
        var run = await server.StartMapRunAsync("update-concurrency", """{"MaxConcurrency": 1}""", "[1, 2, 3]");
        await server.TakeTaskAsync(run.Activity);
        var before = await DescribeAsync(run.Arn);

        await server.InvokeAsync("UpdateMapRun", new JsonObject { ["mapRunArn"] = run.Arn, ["maxConcurrency"] = 3 });
        await server.TakeTaskAsync(run.Activity);
        await server.TakeTaskAsync(run.Activity);

        var after = await DescribeAsync(run.Arn);
        Assert.Equal((1, 1), ((int)before["maxConcurrency"]!, (int)before["executionCounts"]!["running"]!));
        Assert.Equal((3, 3), ((int)after["maxConcurrency"]!, (int)after["executionCounts"]!["running"]!));
        await server.InvokeAsync("StopExecution", new JsonObject { ["executionArn"] = run.Execution });
    }

    [Fact]
    public async Task UpdateMapRun_TolerateFailures_TheMapRunSucceedsDespiteThem()
    {
        var run = await server.StartMapRunAsync("update-tolerance", "{}", "[1, 2]");
        await server.InvokeAsync("UpdateMapRun", new JsonObject
        {
            ["mapRunArn"] = run.Arn, ["toleratedFailureCount"] = 1, ["toleratedFailurePercentage"] = 50,
        });
        var updated = await DescribeAsync(run.Arn);

        await server.InvokeAsync("SendTaskFailure", new JsonObject { ["taskToken"] = await server.TakeTaskAsync(run.Activity) });
        await server.InvokeAsync(
            "SendTaskSuccess", new JsonObject { ["taskToken"] = await server.TakeTaskAsync(run.Activity), ["output"] = "1" });
        var ended = await server.WaitForEndAsync(run.Execution);

        Assert.Equal(
            (1, 50.0), ((int)updated["toleratedFailureCount"]!, (double)updated["toleratedFailurePercentage"]!));
        Assert.Equal("SUCCEEDED", ended.Status.Value);
    }

    [Fact]
    public async Task UpdateMapRun_Ended_ValidationExceptionWithReason()
    {
        var run = await server.StartMapRunAsync("update-ended", "{}", "[]");
        await server.WaitForEndAsync(run.Execution);
        var request = new JsonObject { ["mapRunArn"] = run.Arn, ["maxConcurrency"] = 3 };

        using var response = await server.SendAsync("UpdateMapRun", request.ToJsonString());

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(
            ("ValidationException", "CANNOT_UPDATE_COMPLETED_MAP_RUN"), ((string?)error["__type"], (string?)error["reason"]));
        Assert.Equal(0, (int)(await DescribeAsync(run.Arn))["maxConcurrency"]!);
    }

    [Fact]
    public async Task StopExecution_ChildExecution_AbortsItAndTheMapRunGoesOn()
    {
        var run = await server.StartMapRunAsync("stop-child", "{}", "[1, 2]");
        var tokens = new[] { await server.TakeTaskAsync(run.Activity), await server.TakeTaskAsync(run.Activity) };
        var children = await server.InvokeAsync("ListExecutions", new JsonObject { ["mapRunArn"] = run.Arn });
        var child = (string)children["executions"]![0]!["executionArn"]!;

        await server.InvokeAsync(
            "StopExecution", new JsonObject { ["executionArn"] = child, ["error"] = "Enough", ["cause"] = "No need." });
        var stopped = await server.InvokeAsync("DescribeExecution", new JsonObject { ["executionArn"] = child });
        // One of the tasks is that of the child execution that was stopped.
        foreach (var token in tokens)
        {
            using var response = await server.SendAsync(
                "SendTaskSuccess", new JsonObject { ["taskToken"] = token, ["output"] = "1" }.ToJsonString());
        }
        var ended = await server.WaitForEndAsync(run.Execution);

        Assert.Equal(
            ("ABORTED", "Enough", "No need.", "REDRIVABLE_BY_MAP_RUN"), (
                (string?)stopped["status"], (string?)stopped["error"], (string?)stopped["cause"],
                (string?)stopped["redriveStatus"]));
        Assert.Equal(("SUCCEEDED", "[1]"), (ended.Status.Value, ended.Output));
        var counts = (await DescribeAsync(run.Arn))["executionCounts"]!;
        Assert.Equal((1, 1), ((int)counts["succeeded"]!, (int)counts["aborted"]!));
        var (error, _) = await server.ErrorAsync("RedriveExecution", new JsonObject { ["executionArn"] = child });
        Assert.Equal("ExecutionNotRedrivable", error);
    }

    [Fact]
    public async Task DescribeStateMachineForExecution_ChildExecution_NamesMapRunAndLabel()
    {
        var run = await server.StartMapRunAsync("label-of-child", """{"Label": "Each"}""", "[1]");
        await server.TakeTaskAsync(run.Activity);
        var children = await server.InvokeAsync("ListExecutions", new JsonObject { ["mapRunArn"] = run.Arn });
        var child = (string)children["executions"]![0]!["executionArn"]!;

        var machine = await server.InvokeAsync("DescribeStateMachineForExecution", new JsonObject { ["executionArn"] = child });

        var runs = await server.InvokeAsync("ListMapRuns", new JsonObject { ["executionArn"] = run.Execution });
        var ofRun = (string?)runs["mapRuns"]![0]!["stateMachineArn"];
        Assert.EndsWith(":stateMachine:label-of-child/Each", ofRun, StringComparison.Ordinal);
        Assert.Equal((run.Arn, "Each", ofRun), (
            (string?)machine["mapRunArn"], (string?)machine["label"], (string?)machine["stateMachineArn"]));
        Assert.Equal(
            ["StartAt", "States"], JsonNode.Parse((string)machine["definition"]!)!.AsObject().Select(field => field.Key));
        await server.InvokeAsync("StopExecution", new JsonObject { ["executionArn"] = run.Execution });
    }

    [Theory]
    [InlineData("described-label", """{"Label": "Each"}""")]
    [InlineData("described-run", "{}")]
    public async Task DescribeStateMachine_ArnOfAMapState_HasItsWorkflowAndLabel(string name, string fields)
    {
        var run = await server.StartMapRunAsync(name, fields, "[1]");
        var runs = await server.InvokeAsync("ListMapRuns", new JsonObject { ["executionArn"] = run.Execution });
        var arn = (string)runs["mapRuns"]![0]!["stateMachineArn"]!;

        var machine = await server.InvokeAsync("DescribeStateMachine", new JsonObject { ["stateMachineArn"] = arn });

        var named = arn[(arn.LastIndexOf(':') + 1)..];
        Assert.Equal((arn, named, named[(name.Length + 1)..], "STANDARD"), (
            (string?)machine["stateMachineArn"], (string?)machine["name"], (string?)machine["label"], (string?)machine["type"]));
        Assert.Equal("A", (string?)JsonNode.Parse((string)machine["definition"]!)!["StartAt"]);
        Assert.Equal(
            ("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}x'"),
            await server.ErrorAsync("DescribeStateMachine", new JsonObject { ["stateMachineArn"] = arn + "x" }));
        await server.InvokeAsync("StopExecution", new JsonObject { ["executionArn"] = run.Execution });
    }

    [Fact]
    public async Task RedriveExecution_FailedChildExecutions_ArePendingUntilTheyStart()
    {
        var run = await server.StartMapRunAsync(
            "pending-redrive",
            """{"MaxConcurrency": 1, "ToleratedFailureCount": 4, "ItemBatcher": {"MaxItemsPerBatch": 2}}""",
            "[1, 2, 3, 4, 5, 6]");
        for (var i = 0; i < 3; i++)
        {
            await server.InvokeAsync(
                "SendTaskFailure", new JsonObject { ["taskToken"] = await server.TakeTaskAsync(run.Activity) });
        }
        await server.WaitForEndAsync(run.Execution);

        await server.InvokeAsync("RedriveExecution", new JsonObject { ["executionArn"] = run.Execution });
        await server.TakeTaskAsync(run.Activity);

        var described = await DescribeAsync(run.Arn);
        var pending = await server.InvokeAsync(
            "ListExecutions", new JsonObject { ["mapRunArn"] = run.Arn, ["statusFilter"] = "PENDING_REDRIVE" });
        Assert.Equal((1, 0, 2), Counts(described["executionCounts"]!));
        Assert.Equal((2, 0, 4), Counts(described["itemCounts"]!));
        Assert.Equal(
            ["PENDING_REDRIVE 2", "PENDING_REDRIVE 2"],
            pending["executions"]!.AsArray().Select(child => $"{child!["status"]} {child["itemCount"]}"));
        await server.InvokeAsync("StopExecution", new JsonObject { ["executionArn"] = run.Execution });

        static (int Running, int Pending, int PendingRedrive) Counts(JsonNode counts) =>
            ((int)counts["running"]!, (int)counts["pending"]!, (int)counts["pendingRedrive"]!);
    }

    private Task<JsonObject> DescribeAsync(string arn) =>
        server.InvokeAsync("DescribeMapRun", new JsonObject { ["mapRunArn"] = arn });
}
