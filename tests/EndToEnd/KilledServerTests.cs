using System.Text.Json.Nodes;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>A server that is killed (SIGKILL) or stopped, and started again with the same store.</summary>
public sealed class KilledServerTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Serve_KilledAtRandomMoments_SameBytesAndNoRangeDecodedAgain(int seed)
    {
        var random = new Random(seed);
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var input = new JsonObject { ["video"] = video, ["framesPerRange"] = 1, ["workers"] = 2 }.ToJsonString();
        var local = await _command.RunAsync("run", video, "--frames-per-range", "1", "--out", "expected");
        Assert.True(local.ExitCode == 0, local.Errors);
        Directory.Delete(_command.Store, recursive: true);

        var server = await ServerProcess.StartAsync(_command);
        try
        {
            var arn = await server.StartAsync(ServerProcess.Pipeline, "killed", input);
            for (var size = random.Next(1000, 20_000); ; size += random.Next(1000, 60_000))
            {
                var status = await ServerProcess.WaitAsync(
                    async () => (string)(await server.DescribeAsync(arn))["status"]!,
                    status => status != "RUNNING" || JournalLength() >= size);
                var partials = _command.Partials();
                var history = await server.HistoryAsync(arn);
                await server.KillAsync();
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(_command);
                Assert.Equal(history, (await server.HistoryAsync(arn)).Take(history.Length));
                if (status != "RUNNING") break;
                await ServerProcess.WaitAsync(() => server.HistoryAsync(arn), now => now.Length >= history.Length);
                foreach (var (path, written) in partials)
                    Assert.True(File.GetLastWriteTimeUtc(path) == written, $"seed {seed}: {path} has been written again");
            }
            var description = await server.DescribeAsync(arn);
            Assert.True((string?)description["status"] == "SUCCEEDED", $"seed {seed}: {description}");
            ResultFiles.AssertSame(Path.Combine(_command.Folder, "expected"), Path.Combine(_command.Store, "runs", "killed"));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Serve_Killed_EverythingIsAsBefore()
    {
        await using var first = await ServerProcess.StartAsync(_command);
        var machine = await first.CreateAsync("kept", """{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}""");
        await first.InvokeAsync("UpdateStateMachine", new JsonObject
        {
            ["stateMachineArn"] = machine, ["publish"] = true,
            ["definition"] = """{"StartAt": "B", "States": {"B": {"Type": "Fail", "Error": "E", "Cause": "c"}}}""",
        });
        await first.InvokeAsync("TagResource", new JsonObject
        {
            ["resourceArn"] = machine,
            ["tags"] = new JsonArray(new JsonObject { ["key"] = "k", ["value"] = "v" }),
        });
        var activity = (string)(await first.InvokeAsync("CreateActivity", new JsonObject { ["name"] = "work" }))["activityArn"]!;
        var deleted = await first.CreateAsync("deleted", """{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}""");
        await first.InvokeAsync("DeleteStateMachine", new JsonObject { ["stateMachineArn"] = deleted });
        await first.InvokeAsync("DeleteStateMachine", new JsonObject { ["stateMachineArn"] = $"{machine}:9" });
        var execution = await first.StartAsync(machine, "failed", """{ "a":  1 }""");
        await first.WaitForEndAsync(execution);
        (string Operation, JsonObject Request)[] questions =
        [
            ("DescribeStateMachine", new JsonObject { ["stateMachineArn"] = machine }),
            ("DescribeStateMachine", new JsonObject { ["stateMachineArn"] = machine + ":1" }),
            ("ListStateMachineVersions", new JsonObject { ["stateMachineArn"] = machine }),
            ("ListTagsForResource", new JsonObject { ["resourceArn"] = machine }),
            ("DescribeActivity", new JsonObject { ["activityArn"] = activity }),
            ("DescribeStateMachine", new JsonObject { ["stateMachineArn"] = deleted }),
            ("DescribeExecution", new JsonObject { ["executionArn"] = execution }),
            ("DescribeStateMachineForExecution", new JsonObject { ["executionArn"] = execution }),
            ("GetExecutionHistory", new JsonObject { ["executionArn"] = execution }),
            ("ListExecutions", new JsonObject { ["stateMachineArn"] = machine }),
        ];
        var before = await AskAsync(first);

        await first.KillAsync();
        await using var second = await ServerProcess.StartAsync(_command);

        Assert.Equal(before, await AskAsync(second));

        async Task<string[]> AskAsync(ServerProcess server)
        {
            var answers = new List<string>();
            foreach (var (operation, request) in questions)
            {
                var answer = await server.InvokeAsync(operation, (JsonObject)request.DeepClone());
                answers.Add($"{operation}: {answer.ToJsonString()}");
            }
            return [.. answers];
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Serve_KilledOrStopped_TaskOfAnActivityStaysWithItsWorker(bool isKilled)
    {
        await using var first = await ServerProcess.StartAsync(_command);
        var activity = (string)(await first.InvokeAsync("CreateActivity", new JsonObject { ["name"] = "work" }))["activityArn"]!;
        var machine = await first.CreateAsync("waits", $$$"""
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "{{{activity}}}", "End": true} } },
              {"StartAt": "B", "States": {"B": {"Type": "Wait", "Seconds": 1, "Next": "C"},
                                          "C": {"Type": "Pass", "Result": "waited", "End": true} } }
            ] } } }
            """);
        var execution = await first.StartAsync(machine, "waiting");
        var task = await first.InvokeAsync("GetActivityTask", new JsonObject { ["activityArn"] = activity });

        if (isKilled) await first.KillAsync();
        else await first.StopAsync();
        await using var second = await ServerProcess.StartAsync(_command);
        var sent = await second.InvokeAsync(
            "SendTaskSuccess", new JsonObject { ["taskToken"] = (string)task["taskToken"]!, ["output"] = "\"done\"" });
        await second.KillAsync();
        await using var third = await ServerProcess.StartAsync(_command);
        var description = await third.WaitForEndAsync(execution);

        Assert.Equal("{}", sent.ToJsonString());
        Assert.Equal("""["done","waited"]""", (string?)description["output"]);
        var types = (await third.HistoryAsync(execution)).Select(entry => (string)JsonNode.Parse(entry)!["type"]!);
        Assert.Equal(
            ["ActivityScheduled", "ActivityStarted", "ActivitySucceeded"],
            types.Where(type => type.StartsWith("Activity", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Serve_KilledAfterAFailure_CanBeRedriven()
    {
        await using var first = await ServerProcess.StartAsync(_command);
        var machine = await first.CreateAsync("redriven", """
            {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemsPath": "$.items", "ItemProcessor": {
              "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "A", "States": {
                "A": {"Type": "Choice", "Choices": [{"Variable": "$", "NumericEquals": 2, "Next": "F"}], "Default": "S"},
                "S": {"Type": "Succeed"}, "F": {"Type": "Fail", "Error": "E"}}}}}}
            """);
        var execution = await first.StartAsync(machine, "failed", """{"items": [1, 2]}""");
        await first.WaitForEndAsync(execution);
        var history = await first.HistoryAsync(execution);

        await first.KillAsync();
        await using var second = await ServerProcess.StartAsync(_command);
        await second.InvokeAsync("RedriveExecution", new JsonObject { ["executionArn"] = execution });
        var description = await second.WaitForEndAsync(execution);

        Assert.Equal(("FAILED", 1), ((string?)description["status"], (int?)description["redriveCount"]));
        var after = await second.HistoryAsync(execution);
        Assert.Equal(history, after.Take(history.Length));
        Assert.Contains(after.Skip(history.Length), entry => entry.Contains("MapRunRedriven", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Serve_KilledInATestCase_GoesOnWithTheNextResponse()
    {
        var mocks = Path.Combine(_command.Folder, "mocks.json");
        await File.WriteAllTextAsync(mocks, """
            {"StateMachines": {"mocked": {"TestCases": {"Busy": {"T": "BusyOnce"}}}},
             "MockedResponses": {"BusyOnce": {
               "0": {"Throw": {"Error": "Busy", "Cause": "later"}}, "1": {"Return": {"StatusCode": 200, "Payload": "done"}}}}}
            """);
        _command.Environment["SFN_MOCK_CONFIG"] = mocks;
        await using var first = await ServerProcess.StartAsync(_command);
        var machine = await first.CreateAsync("mocked", """
            {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": {"FunctionName": "f"}, "OutputPath": "$.Payload", "End": true,
              "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 1}]}}}
            """);
        var execution = await first.StartAsync($"{machine}#Busy", "busy");
        await ServerProcess.WaitAsync(
            () => first.HistoryAsync(execution),
            history => history.Any(entry => entry.Contains("TaskFailed", StringComparison.Ordinal)));

        await first.KillAsync();
        await using var second = await ServerProcess.StartAsync(_command);

        Assert.Equal("\"done\"", (string?)(await second.WaitForEndAsync(execution))["output"]);
    }

    [Fact]
    public async Task Serve_KilledWhileAStateMachineIsDeleted_DeletesItAtTheNextTransition()
    {
        await using var first = await ServerProcess.StartAsync(_command);
        var activity = (string)(await first.InvokeAsync("CreateActivity", new JsonObject { ["name"] = "work" }))["activityArn"]!;
        var machine = await first.CreateAsync("deleted", $$"""
            {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "{{activity}}", "Next": "W"},
                                        "W": {"Type": "Wait", "Seconds": 100000, "End": true} } }
            """);
        var execution = await first.StartAsync(machine, "running");
        var task = await first.InvokeAsync("GetActivityTask", new JsonObject { ["activityArn"] = activity });
        await first.InvokeAsync("DeleteStateMachine", new JsonObject { ["stateMachineArn"] = machine });

        await first.KillAsync();
        await using var second = await ServerProcess.StartAsync(_command);
        var deleting = await DescribeAsync(second);
        await second.InvokeAsync(
            "SendTaskSuccess", new JsonObject { ["taskToken"] = (string)task["taskToken"]!, ["output"] = "1" });
        await ServerProcess.WaitAsync(() => DescribeAsync(second), found => found["__type"] is not null);

        Assert.Equal("DELETING", (string?)deleting["status"]);
        Assert.Equal("ExecutionDoesNotExist", (string?)(await second.DescribeAsync(execution))["__type"]);
        Assert.Empty(Journals());

        Task<JsonNode> DescribeAsync(ServerProcess server) =>
            server.InvokeAsync("DescribeStateMachine", new JsonObject { ["stateMachineArn"] = machine });
    }

    [Fact]
    public async Task Serve_DamagedJournals_StartsAndSaysSo()
    {
        const string Waits = """{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 3600, "End": true}}}""";
        await using var first = await ServerProcess.StartAsync(_command);
        var machine = await first.CreateAsync("waits", Waits);
        var (torn, damaged) = (await first.StartAsync(machine, "torn"), await first.StartAsync(machine, "damaged"));
        foreach (var arn in (string[])[torn, damaged])
            await ServerProcess.WaitAsync(() => first.HistoryAsync(arn), history => history.Length == 2);
        await first.KillAsync();
        foreach (var path in Journals())
        {
            var bytes = await File.ReadAllBytesAsync(path);
            if (File.ReadAllText(path).Contains(":torn\"", StringComparison.Ordinal)) bytes = [.. bytes, .. new byte[100]];
            else bytes[Array.IndexOf(bytes, (byte)'\n') + 20] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
        }

        await using var second = await ServerProcess.StartAsync(_command);

        Assert.Equal("RUNNING", (string?)(await second.DescribeAsync(torn))["status"]);
        var description = await second.DescribeAsync(damaged);
        Assert.Equal(("FAILED", "States.Runtime"), ((string?)description["status"], (string?)description["error"]));
        Assert.Contains("cannot be read from byte", (string?)description["cause"], StringComparison.Ordinal);
        Assert.Contains("has been cut off", second.Log, StringComparison.Ordinal);
        Assert.Contains($"{damaged} cannot go on", second.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_StoreInUse_IsRefused()
    {
        await using var first = await ServerProcess.StartAsync(_command);

        var second = await _command.RunAsync("serve", "--port", "0");

        Assert.Equal(2, second.ExitCode);
        Assert.Contains("in use by another videopipeline serve", second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ThousandExecutionsAndFiftyClients_NoneIsLostOrDoubled()
    {
        const int Executions = 1000, Clients = 50;
        await using var first = await ServerProcess.StartAsync(_command);
        var machine = await first.CreateAsync("many", """
            {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 1, "Next": "B"}, "B": {"Type": "Pass", "End": true}}}
            """);
        using var ended = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(client => PollAsync(client)).ToArray();

        var arns = await Task.WhenAll(Enumerable.Range(0, Executions).Select(number =>
            first.StartAsync(machine, $"e{number}", $$"""{"number": {{number}}}""")));
        foreach (var arn in arns) await first.WaitForEndAsync(arn);
        await ended.CancelAsync();
        await Task.WhenAll(clients);
        await first.KillAsync();
        await using var second = await ServerProcess.StartAsync(_command);

        Assert.Equal(Executions, Journals().Count());
        for (var number = 0; number < Executions; number++)
        {
            var description = await second.DescribeAsync(arns[number]);
            Assert.Equal("SUCCEEDED", (string?)description["status"]);
            Assert.Equal($$"""{"number":{{number}}}""", (string?)description["output"]);
            Assert.Equal(6, (await second.HistoryAsync(arns[number])).Length);
        }

        async Task PollAsync(int client)
        {
            while (!ended.IsCancellationRequested)
            {
                await first.InvokeAsync(
                    "ListExecutions", new JsonObject { ["stateMachineArn"] = machine, ["maxResults"] = 100 });
                var execution = machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + $":e{client}";
                await first.HistoryAsync(execution);
            }
        }
    }

    private IEnumerable<string> Journals() => Directory.EnumerateFiles(
        Path.Combine(_command.Store, ".stepfunctions", "executions"), "*.journal");

    private long JournalLength() => Journals().Sum(path => new FileInfo(path).Length);
}
