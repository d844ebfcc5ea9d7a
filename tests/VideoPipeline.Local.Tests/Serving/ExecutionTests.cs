using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>Executions of other state machines than the pipeline.</summary>
[Collection(ServerCollection.Name)]
public sealed class ExecutionTests(ServerFixture server)
{
    [Fact]
    public async Task StartExecution_OwnStateMachine_RunsItsDefinitionOfThatTime()
    {
        var arn = await server.CreateAsync(
            "own", """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 1, "End": true}}}""");
        var published = await server.InvokeAsync("PublishStateMachineVersion", new JsonObject { ["stateMachineArn"] = arn });
        var version = (string)published["stateMachineVersionArn"]!;
        await server.InvokeAsync("UpdateStateMachine", new JsonObject
        {
            ["stateMachineArn"] = arn,
            ["definition"] = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 2, "End": true}}}""",
        });

        var (current, old) = (await server.RunAsync(arn, "{}"), await server.RunAsync(version, " { \"a\" : 1.50 } "));

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
        var arn = await server.CreateAsync(
            "functions",
            $$"""
            {"StartAt": "A", "States": {
              "A": {"Type": "Task", "Resource": "{{Functions}}IndexFunction", "End": true,
                    "Catch": [{"ErrorEquals": ["InvalidInputException"], "Next": "B"}]},
              "B": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                    "Parameters": {"FunctionName": "{{Functions}}Nothing"}, "End": true} } }
            """);

        var ended = await server.RunAsync(arn, """{"run": "x", "input": {}}""");

        Assert.Equal(("FAILED", "Lambda.ResourceNotFoundException"), ((string?)ended["status"], (string?)ended["error"]));
        Assert.StartsWith(
            $"Function not found: {Functions}Nothing:$LATEST (Service: AWSLambda; Status Code: 404; ",
            (string?)ended["cause"], StringComparison.Ordinal);
    }

    // Recorded on AWS.
    [Theory]
    [InlineData("", "Invalid execution input.")]
    [InlineData(
        "not some JSON",
        "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')")]
    [InlineData("{'not': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name")]
    public async Task StartExecution_InputThatIsNotJson_MessageOfAws(string input, string problem)
    {
        var arn = await server.CreateAsync("not-json", ServerFixture.Pass);

        Assert.Equal(
            ("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{problem}'"),
            await server.ErrorAsync("StartExecution", new JsonObject { ["stateMachineArn"] = arn, ["input"] = input }));
    }

    [Theory]
    [InlineData("", "Succeed", "SUCCEEDED", "RUNNING")]
    [InlineData(".sync", "Succeed", "SUCCEEDED", "SUCCEEDED")]
    [InlineData(".sync:2", "Fail", "FAILED", "FAILED")]
    public async Task StartExecution_NestedExecution_WaitsForItIfSync(
        string suffix, string end, string status, string nestedStatus)
    {
        var name = $"nested{suffix.Replace(':', '-')}";
        var inner = await server.CreateAsync(
            $"{name}-inner",
            $$$"""
            {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": {{{(suffix.Length == 0 ? 600 : 0)}}}, "Next": "E"},
                                        "E": {"Type": "{{{end}}}"} } }
            """);
        var outer = await server.CreateAsync(
            name,
            $$$"""
            {"StartAt": "N", "States": {"N": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution{{{suffix}}}",
             "Parameters": {"StateMachineArn": "{{{inner}}}", "Input": {"a.$": "$.a"}}, "End": true} } }
            """);

        var ended = await server.RunAsync(outer, """{"a": 1}""");

        Assert.Equal(status, (string?)ended["status"]);
        var list = await server.InvokeAsync("ListExecutions", new JsonObject { ["stateMachineArn"] = inner });
        var nested = Assert.Single(list["executions"]!.AsArray())!;
        Assert.Equal(nestedStatus, (string?)nested["status"]);
        if (suffix == ".sync") Assert.Equal("""{"a":1}""", (string?)JsonNode.Parse((string)ended["output"]!)!["Output"]);
        if (status == "FAILED") Assert.Equal("States.TaskFailed", (string?)ended["error"]);
    }

    [Fact]
    public async Task StartSyncExecution_Express_ReturnsItsOutput()
    {
        var arn = await server.CreateAsync("express", ServerFixture.Pass, "EXPRESS");

        var ended = await server.InvokeAsync(
            "StartSyncExecution", new JsonObject { ["stateMachineArn"] = arn, ["name"] = "n", ["input"] = """{"a":1}""" });

        Assert.Equal(
            ("SUCCEEDED", """{"a":1}""", "n"),
            ((string?)ended["status"], (string?)ended["output"], (string?)ended["name"]));
        Assert.StartsWith(
            "arn:aws:states:us-east-1:000000000000:express:express:n:", (string?)ended["executionArn"], StringComparison.Ordinal);
    }

    // Without a place in the list that stays, the second page would repeat the last item of the first.
    [Fact]
    public async Task ListExecutions_StartedBetweenPages_NoneIsRepeatedOrMissing()
    {
        var arn = await server.CreateAsync("listed", ServerFixture.Pass);
        foreach (var _ in Enumerable.Range(0, 5)) await server.RunAsync(arn, "{}");
        var names = new List<string>();
        var request = new JsonObject { ["stateMachineArn"] = arn, ["maxResults"] = 2 };
        var list = await server.InvokeAsync("ListExecutions", new JsonObject { ["stateMachineArn"] = arn });
        var all = list["executions"]!.AsArray().Select(execution => (string)execution!["name"]!).ToList();

        while (true)
        {
            var page = await server.InvokeAsync("ListExecutions", request);
            names.AddRange(page["executions"]!.AsArray().Select(execution => (string)execution!["name"]!));
            await server.RunAsync(arn, "{}");
            if (page["nextToken"] is not { } token) break;
            request["nextToken"] = (string)token!;
        }

        Assert.Equal(all, names);
    }

    [Fact]
    public async Task StopExecution_Twice_TheFirstStands()
    {
        var arn = await server.CreateAsync(
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

    [Theory]
    [InlineData("none", "InvalidToken", "Invalid Token: 'Invalid token'")]
    [InlineData(
        "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "TaskTimedOut",
        "Task Timed Out: 'Provided task does not exist anymore'")]
    public async Task SendTaskSuccess_TokenOfNoTask_ErrorOfAws(string token, string error, string message) => Assert.Equal(
        (error, message),
        await server.ErrorAsync("SendTaskSuccess", new JsonObject { ["taskToken"] = token, ["output"] = "1" }));

    [Theory]
    [InlineData("DescribeExecution")]
    [InlineData("StopExecution")]
    [InlineData("GetExecutionHistory")]
    [InlineData("ListMapRuns")]
    [InlineData("DescribeStateMachineForExecution")]
    public async Task Operation_ExpressExecution_InvalidArn(string operation)
    {
        const string Express = "arn:aws:states:us-east-1:000000000000:express:machine:name:id";

        Assert.Equal(
            ("InvalidArn", "Invalid Arn: 'Resource type not valid in this context: express'"),
            await server.ErrorAsync(operation, new JsonObject { ["executionArn"] = Express }));
    }

    [Fact]
    public async Task ListExecutions_ExpressStateMachine_StateMachineTypeNotSupported()
    {
        var arn = await server.CreateAsync("express-listed", ServerFixture.Pass, "EXPRESS");

        Assert.Equal(
            ("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine"),
            await server.ErrorAsync("ListExecutions", new JsonObject { ["stateMachineArn"] = arn }));
    }

    [Theory]
    [InlineData("""{}""", "Must provide a StateMachine ARN or MapRun ARN")]
    [InlineData(
        """{"statusFilter": "PENDING_REDRIVE", "stateMachineArn": "arn:aws:states:us-east-1:000000000000:stateMachine:none"}""",
        "The status filter PENDING_REDRIVE requires a mapRunArn")]
    [InlineData(
        """{"statusFilter": "succeeded", "maxResults": 1001}""",
        "2 validation errors detected: Value 'succeeded' at 'statusFilter' failed to satisfy constraint: "
                + "Member must satisfy enum "
        + "value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]; Value '1001' at 'maxResults' failed to "
        + "satisfy constraint: Member must have value less than or equal to 1000")]
    public async Task ListExecutions_InvalidRequest_ValidationExceptionOfAws(string request, string message) => Assert.Equal(
        ("ValidationException", message), await server.ErrorAsync("ListExecutions", JsonNode.Parse(request)!.AsObject()));

    // The state machine is checked before the name and the input.
    [Theory]
    [InlineData("none", "n", "{}", "InvalidArn", "Invalid Arn: 'Invalid ARN prefix: none'")]
    [InlineData("ARN-none", "a b", "{", "StateMachineDoesNotExist", "State Machine Does Not Exist: 'ARN-none'")]
    [InlineData("ARN", "a b", "{", "InvalidName", "Invalid Name: 'a b'")]
    [InlineData("ARN", "n", "", "InvalidExecutionInput", "Invalid State Machine Execution Input: 'Invalid execution input.'")]
    public async Task StartExecution_InvalidMember_ErrorOfAws(
        string machine, string name, string input, string error, string message)
    {
        var arn = await server.CreateAsync("errors", ServerFixture.Pass);
        var request = new JsonObject
        {
            ["stateMachineArn"] = machine.Replace("ARN", arn, StringComparison.Ordinal), ["name"] = name, ["input"] = input,
        };

        Assert.Equal(
            (error, message.Replace("ARN-", $"{arn}-", StringComparison.Ordinal)),
            await server.ErrorAsync("StartExecution", request));
    }

    [Fact]
    public async Task StartExecution_LargestInput_IsAcceptedAndOneByteMoreIsNot()
    {
        var arn = await server.CreateAsync("large", ServerFixture.Pass);
        var largest = $"\"{new string('x', (256 * 1024) - 2)}\"";

        var ended = await server.RunAsync(arn, largest);

        Assert.Equal(largest, (string?)ended["output"]);
        Assert.Equal(
            (
                "ValidationException",
                "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have size less than or "
                + "equal to 262144 bytes in UTF-8 encoding"),
            await server.ErrorAsync("StartExecution", new JsonObject { ["stateMachineArn"] = arn, ["input"] = largest + " " }));
    }

    [Fact]
    public async Task DescribeExecution_MetadataOnly_HasNoData()
    {
        var arn = await server.CreateAsync("no-data", ServerFixture.Pass);
        var ended = await server.RunAsync(arn, """{"secret": 1}""");

        var metadata = await server.InvokeAsync("DescribeExecution", new JsonObject
        {
            ["executionArn"] = (string)ended["executionArn"]!, ["includedData"] = "METADATA_ONLY",
        });

        Assert.Equal("SUCCEEDED", (string?)metadata["status"]);
        Assert.DoesNotContain("secret", metadata.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("secret", ended.ToJsonString(), StringComparison.Ordinal);
    }
}
