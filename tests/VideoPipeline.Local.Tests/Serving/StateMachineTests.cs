using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>The operations on state machines, and executions of others than the pipeline.</summary>
[Collection(ServerCollection.Name)]
public sealed class StateMachineTests(ServerFixture server)
{
    private const string Role = "arn:aws:iam::000000000000:role/any";
    private const string Pass = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}""";

    [Fact]
    public async Task CreateStateMachine_Twice_IsOneUnlessTheDefinitionDiffers()
    {
        var created = await CreateAsync("twice", Pass);
        var again = await CreateAsync("twice", Pass);

        Assert.Equal(created, again);
        Assert.Equal(
            ("StateMachineAlreadyExists", $"State Machine Already Exists: '{created}'"),
            await ErrorAsync("CreateStateMachine", new JsonObject
            {
                ["name"] = "twice", ["roleArn"] = Role, ["definition"] = Pass.Replace("\"A\"", "\"B\"", StringComparison.Ordinal),
            }));
    }

    [Fact]
    public async Task CreateStateMachine_InvalidDefinition_NamesAllFaultsAsAws()
    {
        var (error, message) = await ErrorAsync("CreateStateMachine", new JsonObject
        {
            ["name"] = "invalid",
            ["roleArn"] = Role,
            ["definition"] = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}""",
        });

        Assert.Equal("InvalidDefinition", error);
        Assert.Equal(
            "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next, "
            + "MISSING_END_STATE: Workflow has no terminal state at null'",
            message);
    }

    [Theory]
    [InlineData(Pass, "OK", null, null)]
    [InlineData("", "FAIL", "SCHEMA_VALIDATION_FAILED", null)]
    [InlineData(
        """{"StartAt": "A", "States": {"A": {"Type": "Loop", "End": true}}}""",
        "FAIL", "SCHEMA_VALIDATION_FAILED", "/States/A/Type")]
    [InlineData(
        """{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "Output": "{% a %}", "End": true}}}""",
        "FAIL", "UNSUPPORTED_JSONATA_EXPRESSION", "/States/A/Output")]
    public async Task ValidateStateMachineDefinition_Definition_ReportsItsFault(
        string definition, string result, string? code, string? location)
    {
        var response = await server.InvokeAsync("ValidateStateMachineDefinition", new JsonObject { ["definition"] = definition });

        var diagnostic = response["diagnostics"]!.AsArray().SingleOrDefault();
        Assert.Equal(result, (string?)response["result"]);
        Assert.Equal((code, location), ((string?)diagnostic?["code"], (string?)diagnostic?["location"]));
    }

    [Fact]
    public async Task ValidateStateMachineDefinition_MoreFaultsThanMaxResults_IsTruncated()
    {
        const string definition = """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Result": "$.r", "InputPath": "a", "OutputPath": "b", "End": true}}}
            """;

        var all = await ValidateAsync(new JsonObject { ["definition"] = definition, ["severity"] = "WARNING" });
        var errors = await ValidateAsync(new JsonObject { ["definition"] = definition });
        var first = await ValidateAsync(new JsonObject { ["definition"] = definition, ["maxResults"] = 1 });

        Assert.Equal((3, false), (all.Count, all.Truncated));
        Assert.Equal((2, false), (errors.Count, errors.Truncated));
        Assert.Equal((1, true), (first.Count, first.Truncated));
        Assert.Equal(
            "ValidationException",
            (await ErrorAsync("ValidateStateMachineDefinition", new JsonObject
            {
                ["definition"] = definition, ["maxResults"] = 101,
            })).Error);
    }

    [Fact]
    public async Task ValidateStateMachineDefinition_Warning_IsNoFailure()
    {
        var request = new JsonObject
        {
            ["definition"] = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "$.r", "End": true}}}""",
            ["severity"] = "WARNING",
        };

        var response = await server.InvokeAsync("ValidateStateMachineDefinition", request);

        Assert.Equal("OK", (string?)response["result"]);
        Assert.Equal("PASS_RESULT_IS_STATIC", (string?)response["diagnostics"]![0]!["code"]);
    }

    [Fact]
    public async Task ValidateStateMachineDefinition_Express_HasNoTaskTokens()
    {
        const string definition = """
            {"StartAt": "A", "States": {"A": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Parameters": {}, "End": true}}}
            """;

        var standard = await ValidateAsync(new JsonObject { ["definition"] = definition });
        var express = await ValidateAsync(new JsonObject { ["definition"] = definition, ["type"] = "EXPRESS" });

        Assert.Equal((0, 1), (standard.Count, express.Count));
    }

    [Fact]
    public async Task StartExecution_OwnStateMachine_RunsItsDefinitionOfThatTime()
    {
        var arn = await CreateAsync("own", """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 1, "End": true}}}""");
        var published = await server.InvokeAsync("PublishStateMachineVersion", new JsonObject { ["stateMachineArn"] = arn });
        var version = (string)published["stateMachineVersionArn"]!;
        await server.InvokeAsync("UpdateStateMachine", new JsonObject
        {
            ["stateMachineArn"] = arn,
            ["definition"] = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 2, "End": true}}}""",
        });

        var (current, old) = (await RunAsync(arn, "{}"), await RunAsync(version, " { \"a\" : 1.50 } "));

        Assert.Equal(("2", "1"), ((string?)current["output"], (string?)old["output"]));
        Assert.Equal(" { \"a\" : 1.50 } ", (string?)old["input"]);
        Assert.Equal(version, (string?)old["stateMachineVersionArn"]);
        var machine = await server.InvokeAsync(
            "DescribeStateMachineForExecution", new JsonObject { ["executionArn"] = (string)old["executionArn"]! });
        Assert.Contains("\"Result\": 1", (string?)machine["definition"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartExecution_FunctionsOfTheTemplateAndUnknownOnes_AreInvokedOrNotFound()
    {
        const string Functions = "arn:aws:lambda:us-east-1:000000000000:function:";
        var arn = await CreateAsync(
            "functions",
            $$"""
            {"StartAt": "A", "States": {
              "A": {"Type": "Task", "Resource": "{{Functions}}IndexFunction", "End": true,
                    "Catch": [{"ErrorEquals": ["InvalidInputException"], "Next": "B"}]},
              "B": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                    "Parameters": {"FunctionName": "{{Functions}}Nothing"}, "End": true} } }
            """);

        var ended = await RunAsync(arn, """{"run": "x", "input": {}}""");

        Assert.Equal(("FAILED", "Lambda.ResourceNotFoundException"), ((string?)ended["status"], (string?)ended["error"]));
        Assert.StartsWith(
            $"Function not found: {Functions}Nothing:$LATEST (Service: AWSLambda; Status Code: 404; ",
            (string?)ended["cause"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Succeed", "SUCCEEDED", "RUNNING")]
    [InlineData(".sync", "Succeed", "SUCCEEDED", "SUCCEEDED")]
    [InlineData(".sync:2", "Fail", "FAILED", "FAILED")]
    public async Task StartExecution_NestedExecution_WaitsForItIfSync(
        string suffix, string end, string status, string nestedStatus)
    {
        var name = $"nested{suffix.Replace(':', '-')}";
        var inner = await CreateAsync(
            $"{name}-inner",
            $$$"""
            {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": {{{(suffix.Length == 0 ? 600 : 0)}}}, "Next": "E"},
                                        "E": {"Type": "{{{end}}}"} } }
            """);
        var outer = await CreateAsync(
            name,
            $$$"""
            {"StartAt": "N", "States": {"N": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution{{{suffix}}}",
             "Parameters": {"StateMachineArn": "{{{inner}}}", "Input": {"a.$": "$.a"}}, "End": true} } }
            """);

        var ended = await RunAsync(outer, """{"a": 1}""");

        Assert.Equal(status, (string?)ended["status"]);
        var list = await server.InvokeAsync("ListExecutions", new JsonObject { ["stateMachineArn"] = inner });
        var nested = Assert.Single(list["executions"]!.AsArray())!;
        Assert.Equal(nestedStatus, (string?)nested["status"]);
        if (suffix == ".sync") Assert.Equal("""{"a":1}""", (string?)JsonNode.Parse((string)ended["output"]!)!["Output"]);
        if (status == "FAILED") Assert.Equal("States.TaskFailed", (string?)ended["error"]);
    }

    [Fact]
    public async Task SendTaskSuccess_UnknownToken_TaskTimedOut()
    {
        var (error, _) = await ErrorAsync("SendTaskSuccess", new JsonObject { ["taskToken"] = "none", ["output"] = "1" });

        Assert.Equal("TaskTimedOut", error);
    }

    [Fact]
    public async Task StartSyncExecution_Express_ReturnsItsOutput()
    {
        var arn = await CreateAsync("express", Pass, "EXPRESS");

        var ended = await server.InvokeAsync(
            "StartSyncExecution", new JsonObject { ["stateMachineArn"] = arn, ["name"] = "n", ["input"] = """{"a":1}""" });

        Assert.Equal(
            ("SUCCEEDED", """{"a":1}""", "n"),
            ((string?)ended["status"], (string?)ended["output"], (string?)ended["name"]));
        Assert.StartsWith(
            "arn:aws:states:us-east-1:000000000000:express:express:n:", (string?)ended["executionArn"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteStateMachine_ThenStart_StateMachineDoesNotExist()
    {
        var arn = await CreateAsync("deleted", Pass);
        await server.InvokeAsync("DeleteStateMachine", new JsonObject { ["stateMachineArn"] = arn });
        await server.InvokeAsync("DeleteStateMachine", new JsonObject { ["stateMachineArn"] = arn });

        var (error, _) = await ErrorAsync("StartExecution", new JsonObject { ["stateMachineArn"] = arn });

        Assert.Equal("StateMachineDoesNotExist", error);
    }

    [Fact]
    public async Task TagResource_ThenUntag_KeepsTheOthers()
    {
        var arn = await CreateAsync("tagged", Pass);
        await server.InvokeAsync("TagResource", new JsonObject
        {
            ["resourceArn"] = arn,
            ["tags"] = new JsonArray(
                new JsonObject { ["key"] = "a", ["value"] = "1" }, new JsonObject { ["key"] = "b", ["value"] = "2" }),
        });
        await server.InvokeAsync("UntagResource", new JsonObject { ["resourceArn"] = arn, ["tagKeys"] = new JsonArray("a") });

        var tags = await server.InvokeAsync("ListTagsForResource", new JsonObject { ["resourceArn"] = arn });

        Assert.Equal("""[{"key":"b","value":"2"}]""", tags["tags"]!.ToJsonString());
    }

    // Without a place in the list that stays, the second page would repeat the last item of the first.
    [Fact]
    public async Task ListExecutions_StartedBetweenPages_NoneIsRepeatedOrMissing()
    {
        var arn = await CreateAsync("listed", Pass);
        foreach (var _ in Enumerable.Range(0, 5)) await RunAsync(arn, "{}");
        var names = new List<string>();
        var request = new JsonObject { ["stateMachineArn"] = arn, ["maxResults"] = 2 };
        var list = await server.InvokeAsync("ListExecutions", new JsonObject { ["stateMachineArn"] = arn });
        var all = list["executions"]!.AsArray().Select(execution => (string)execution!["name"]!).ToList();

        while (true)
        {
            var page = await server.InvokeAsync("ListExecutions", request);
            names.AddRange(page["executions"]!.AsArray().Select(execution => (string)execution!["name"]!));
            await RunAsync(arn, "{}");
            if (page["nextToken"] is not { } token) break;
            request["nextToken"] = (string)token!;
        }

        Assert.Equal(all, names);
    }

    [Fact]
    public async Task StopExecution_Twice_TheFirstStands()
    {
        var arn = await CreateAsync(
            "waiting", """{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 1000, "End": true}}}""");
        var started = await server.InvokeAsync("StartExecution", new JsonObject { ["stateMachineArn"] = arn });
        var execution = (string)started["executionArn"]!;

        var first = await server.InvokeAsync("StopExecution", new JsonObject { ["executionArn"] = execution, ["error"] = "E" });
        var second = await server.InvokeAsync("StopExecution", new JsonObject { ["executionArn"] = execution, ["error"] = "F" });

        var ended = await server.InvokeAsync("DescribeExecution", new JsonObject { ["executionArn"] = execution });
        Assert.Equal(("ABORTED", "E", "REDRIVABLE"),
            ((string?)ended["status"], (string?)ended["error"], (string?)ended["redriveStatus"]));
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

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
            await ErrorAsync("RedriveExecution", new JsonObject { ["executionArn"] = execution }));
    }

    private async Task<JsonObject> RunAsync(string stateMachineArn, string input)
    {
        var started = await server.InvokeAsync(
            "StartExecution", new JsonObject { ["stateMachineArn"] = stateMachineArn, ["input"] = input });
        var arn = (string)started["executionArn"]!;
        await server.WaitForEndAsync(arn);
        return await server.InvokeAsync("DescribeExecution", new JsonObject { ["executionArn"] = arn });
    }

    private async Task<(int Count, bool Truncated)> ValidateAsync(JsonObject request)
    {
        var response = await server.InvokeAsync("ValidateStateMachineDefinition", request);
        return (response["diagnostics"]!.AsArray().Count, (bool)response["truncated"]!);
    }

    private async Task<string> CreateAsync(string name, string definition, string type = "STANDARD")
    {
        var created = await server.InvokeAsync(
            "CreateStateMachine",
            new JsonObject { ["name"] = name, ["roleArn"] = Role, ["definition"] = definition, ["type"] = type });
        return (string)created["stateMachineArn"]!;
    }

    private async Task<(string? Error, string? Message)> ErrorAsync(string operation, JsonObject body)
    {
        using var response = await server.SendAsync(operation, body.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return ((string?)json["__type"], (string?)json["message"]);
    }
}
