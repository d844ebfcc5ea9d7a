using System.Text.Json.Nodes;
using VideoPipeline.Local.Serving;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>The server with the AWS CLI as its client.</summary>
[Collection(ServerCollection.Name)]
public sealed class AwsCommandTests(ServerFixture server)
{
    private const string Aws = AwsCommand.Name;

    [ProgramFact(Aws)]
    public async Task Aws_StartDescribeHistoryList_ReportTheExecution()
    {
        var started = await AwsAsync(
            "start-execution", "--state-machine-arn", LocalServer.StateMachineArn, "--name", "by-aws", "--input", server.Input);
        var arn = (string)started["executionArn"]!;
        await server.WaitForEndAsync(arn);

        var description = await AwsAsync("describe-execution", "--execution-arn", arn);
        // The AWS CLI requests all pages.
        var history = await AwsAsync("get-execution-history", "--execution-arn", arn, "--page-size", "10");
        var list = await AwsAsync(
            "list-executions", "--state-machine-arn", LocalServer.StateMachineArn, "--status-filter", "SUCCEEDED");

        var output = JsonNode.Parse((string)description["output"]!)!;
        Assert.Equal(("SUCCEEDED", 100), ((string?)description["status"], (int)output["frames"]!));
        Assert.Equal("ExecutionSucceeded", (string?)history["events"]!.AsArray()[^1]!["type"]);
        Assert.Equal(history["events"]!.AsArray().Count, (int)history["events"]!.AsArray()[^1]!["id"]!);
        Assert.Contains(list["executions"]!.AsArray(), execution => (string?)execution!["name"] == "by-aws");
    }

    [ProgramFact(Aws)]
    public async Task Aws_DescribeMapRun_CountsItems()
    {
        var arn = await server.StartAsync("map-run-by-aws", server.Input);
        await server.WaitForEndAsync(arn);

        var runs = await AwsAsync("list-map-runs", "--execution-arn", arn);
        var item = Assert.Single(runs["mapRuns"]!.AsArray())!;
        var run = await AwsAsync("describe-map-run", "--map-run-arn", (string)item["mapRunArn"]!);

        Assert.Equal(4, (int)run["itemCounts"]!["succeeded"]!);
    }

    [ProgramFact(Aws)]
    public async Task Aws_OwnStateMachine_CreatedStartedStoppedAndRedriven()
    {
        var machine = (string)(await AwsAsync(
            "create-state-machine", "--name", "of-aws", "--role-arn", "arn:aws:iam::000000000000:role/any", "--definition",
            """{"StartAt": "W", "States": {"W": {"Type": "Wait", "SecondsPath": "$.s", "End": true}}}"""))["stateMachineArn"]!;
        var arn = (string)(await AwsAsync(
            "start-execution", "--state-machine-arn", machine, "--input", """{"s": 600}"""))["executionArn"]!;
        await AwsAsync("stop-execution", "--execution-arn", arn, "--error", "Enough");
        await AwsAsync("redrive-execution", "--execution-arn", arn);
        var running = await AwsAsync("describe-execution", "--execution-arn", arn);
        await AwsAsync("stop-execution", "--execution-arn", arn);

        Assert.Equal(("RUNNING", 1), ((string?)running["status"], (int)running["redriveCount"]!));
        var list = await AwsAsync("list-executions", "--state-machine-arn", machine, "--redrive-filter", "REDRIVEN");
        Assert.Equal("ABORTED", (string?)Assert.Single(list["executions"]!.AsArray())!["status"]);
    }

    [ProgramFact(Aws)]
    public async Task Aws_ActivityWorker_TakesAndEndsATask()
    {
        var activity = (string)(await AwsAsync("create-activity", "--name", "by-aws"))["activityArn"]!;
        var machine = (string)(await AwsAsync(
            "create-state-machine", "--name", "with-activity", "--role-arn", "arn:aws:iam::000000000000:role/any", "--definition",
            $$"""{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "{{activity}}", "End": true} } }"""))
            ["stateMachineArn"]!;
        var arn = (string)(await AwsAsync(
            "start-execution", "--state-machine-arn", machine, "--input", """{"n": 7}"""))["executionArn"]!;

        var task = await AwsAsync("get-activity-task", "--activity-arn", activity, "--worker-name", "w");
        await RunAsync("send-task-success", "--task-token", (string)task["taskToken"]!, "--task-output", (string)task["input"]!);
        await server.WaitForEndAsync(arn);

        var ended = await AwsAsync("describe-execution", "--execution-arn", arn);
        Assert.Equal(("SUCCEEDED", """{"n":7}"""), ((string?)ended["status"], (string?)ended["output"]));
    }

    [ProgramFact(Aws)]
    public async Task Aws_TestState_ReportsOutputAndRetry()
    {
        const string Choice =
            """{"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericEquals": 2, "Next": "Two"}], "Default": "None"}""";
        const string Retried =
            """
            {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": {"FunctionName": "f"}, "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 3}], "End": true}}}
            """;

        var chosen = await AwsAsync(
            "test-state", "--definition", Choice, "--role-arn", "arn:aws:iam::000000000000:role/any", "--input", """{"n": 2}""");
        var retried = await AwsAsync(
            "test-state", "--definition", Retried, "--state-name", "T", "--inspection-level", "DEBUG",
            "--mock", """{"errorOutput": {"error": "Busy", "cause": "later"}}""",
            "--state-configuration", """{"retrierRetryCount": 1}""");

        Assert.Equal(
            ("SUCCEEDED", "Two", """{"n": 2}"""),
            ((string?)chosen["status"], (string?)chosen["nextState"], (string?)chosen["output"]));
        Assert.Equal(("RETRIABLE", "Busy"), ((string?)retried["status"], (string?)retried["error"]));
        Assert.Equal(6, (int)retried["inspectionData"]!["errorDetails"]!["retryBackoffIntervalSeconds"]!);
    }

    [ProgramFact(Aws)]
    public async Task Aws_TestStateOfAMap_ReportsItemsAndRefusesWhatIsNoResult()
    {
        const string Definition =
            """
            {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.items", "ToleratedFailureCount": 1,
              "ItemSelector": {"i.$": "$$.Map.Item.Index", "execution.$": "$$.Execution.Name", "by.$": "$factor"},
              "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "T",
                "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                  "Parameters": {"FunctionName": "f"}, "End": true}}}, "End": true}}}
            """;
        string[] ofMap =
        [
            "test-state", "--definition", Definition, "--state-name", "M", "--input", """{"items": ["a", "b"]}""",
            "--variables", """{"factor": 2}""", "--context", """{"Execution": {"Name": "e"}}""", "--inspection-level", "DEBUG",
        ];

        var mapped = await AwsAsync([.. ofMap, "--mock", """{"result": "[1]"}"""]);
        var exceeded = await AwsAsync(
            [.. ofMap, "--mock", """{"result": "[1]"}""", "--state-configuration", """{"mapIterationFailureCount": 2}"""]);
        var (code, _, errors) = await RunAsync([.. ofMap, "--mock", """{"result": "1"}"""]);
        var (_, _, invalid) = await RunAsync(
            "test-state", "--definition", Definition, "--state-name", "T",
            "--mock", """{"result": "{\"StatusCode\": \"200\"}"}""");
        var notValidated = await AwsAsync(
            "test-state", "--definition", Definition, "--state-name", "T",
            "--mock", """{"result": "{\"StatusCode\": \"200\"}", "fieldValidationMode": "NONE"}""");

        Assert.Equal(("SUCCEEDED", "[1]"), ((string?)mapped["status"], (string?)mapped["output"]));
        Assert.Equal(
            """[{"i":0,"execution":"e","by":2}, {"i":1,"execution":"e","by":2}]""",
            (string?)mapped["inspectionData"]!["afterItemSelector"]);
        Assert.Equal("States.ExceedToleratedFailureThreshold", (string?)exceeded["error"]);
        Assert.NotEqual(0, code);
        Assert.Contains("(ValidationException)", errors, StringComparison.Ordinal);
        Assert.Contains("Mocked result must be an array.", errors, StringComparison.Ordinal);
        Assert.Contains("Field 'StatusCode' must be a number", invalid, StringComparison.Ordinal);
        Assert.Equal("SUCCEEDED", (string?)notValidated["status"]);
    }

    [ProgramFact(Aws)]
    public async Task Aws_Alias_CreatedUpdatedListedAndDeleted()
    {
        var created = await AwsAsync(
            "create-state-machine", "--name", "aliased-by-aws", "--role-arn", ServerFixture.Role, "--definition",
            ServerFixture.Pass, "--publish");
        var (machine, version) = ((string)created["stateMachineArn"]!, (string)created["stateMachineVersionArn"]!);
        var routing = $"stateMachineVersionArn={version},weight=100";

        var alias = (string)(await AwsAsync(
            "create-state-machine-alias", "--name", "PROD", "--routing-configuration", routing))["stateMachineAliasArn"]!;
        await AwsAsync("update-state-machine-alias", "--state-machine-alias-arn", alias, "--description", "live");
        var described = await AwsAsync("describe-state-machine-alias", "--state-machine-alias-arn", alias);
        var list = await AwsAsync("list-state-machine-aliases", "--state-machine-arn", version);
        var (_, _, referenced) = await RunAsync("delete-state-machine-version", "--state-machine-version-arn", version);
        await RunAsync("delete-state-machine-alias", "--state-machine-alias-arn", alias);
        var (_, _, gone) = await RunAsync("start-execution", "--state-machine-arn", alias);

        Assert.Equal(($"{machine}:PROD", "live"), (alias, (string?)described["description"]));
        Assert.Equal(alias, (string?)Assert.Single(list["stateMachineAliases"]!.AsArray())!["stateMachineAliasArn"]);
        Assert.Contains("(ConflictException)", referenced, StringComparison.Ordinal);
        Assert.Contains("(StateMachineDoesNotExist)", gone, StringComparison.Ordinal);
    }

    [ProgramFact(Aws)]
    public async Task Aws_UpdateMapRun_ChangesItsLimits()
    {
        var run = await server.StartMapRunAsync("updated-by-aws", """{"MaxConcurrency": 1}""", "[1, 2]");

        await RunAsync(
            "update-map-run", "--map-run-arn", run.Arn, "--max-concurrency", "2", "--tolerated-failure-percentage", "12.5");
        var described = await AwsAsync("describe-map-run", "--map-run-arn", run.Arn);

        Assert.Equal((2, 12.5), ((int)described["maxConcurrency"]!, (double)described["toleratedFailurePercentage"]!));
        await server.InvokeAsync("StopExecution", new JsonObject { ["executionArn"] = run.Execution });
    }

    [ProgramFact(Aws)]
    public async Task Aws_ValidateStateMachineDefinition_ReportsFaultsAndWarnings()
    {
        var validated = await AwsAsync(
            "validate-state-machine-definition", "--severity", "WARNING", "--max-results", "1", "--definition",
            """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "$.r", "Next": "B"}}}""");

        Assert.Equal(("FAIL", true), ((string?)validated["result"], (bool)validated["truncated"]!));
        Assert.Single(validated["diagnostics"]!.AsArray());
    }

    [ProgramFact(Aws)]
    public async Task Aws_MissingExecution_ExecutionDoesNotExist()
    {
        var (code, _, errors) = await RunAsync(
            "describe-execution", "--execution-arn", "arn:aws:states:us-east-1:000000000000:execution:videopipeline:none");

        Assert.NotEqual(0, code);
        Assert.Contains("ExecutionDoesNotExist", errors);
    }

    private Task<JsonObject> AwsAsync(params string[] arguments) => AwsCommand.InvokeAsync(server.Address, arguments);

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        AwsCommand.RunAsync(server.Address, arguments);
}
