using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Running;

/// <summary>Redrives. The functions fail for the names in <see cref="_broken"/>, and record which they have been called
/// for.</summary>
public sealed class RedriveTests
{
    private readonly Machine _machine = new();
    private readonly HashSet<string> _broken = [];
    private readonly ConcurrentBag<string> _called = [];

    public RedriveTests() => _machine.Functions.With("f", payload =>
    {
        var name = payload["name"]?.Text ?? payload.ToString();
        _called.Add(name);
        return _broken.Contains(name) ? throw new TaskFailedException("Broken", name) : payload;
    });

    [Fact]
    public async Task RedriveAsync_FailedTask_GoesOnFromItWithItsInputAndVariables()
    {
        var definition =
            $$$"""
            {"StartAt": "A", "States": {
              "A": {{{Task("a", "\"Assign\": {\"v\": 7}, \"Next\": \"B\"")}}},
              "B": {{{Task("b", "\"Next\": \"C\"")}}},
              "C": {"Type": "Pass", "Parameters": {"v.$": "$v", "redrives.$": "$$.Execution.RedriveCount"}, "End": true} } }
            """;

        var (failed, redriven) = await RedriveAsync(definition, "{}", "b");

        Assert.Equal((ExecutionStatus.Succeeded, 1), (redriven.Status, redriven.RedriveCount));
        Assert.Equal("""{"v":7,"redrives":1}""", redriven.Output?.ToString());
        Assert.Equal(["b"], _called);
        Assert.Equal(failed.History, redriven.History.Take(failed.History.Count));
        Assert.Equal(
            "ExecutionRedriven LambdaFunctionScheduled LambdaFunctionStarted LambdaFunctionSucceeded "
                + "TaskStateExited PassStateEntered "
            + "PassStateExited ExecutionSucceeded",
            string.Join(' ', redriven.History.Skip(failed.History.Count).Select(entry => entry.Type)));
        var ids = redriven.History.Select(entry => (int)entry.Id);
        Assert.Equal(Enumerable.Range(1, redriven.History.Count), ids);
    }

    [Fact]
    public async Task RedriveAsync_ContextObject_HasTheTimeOfTheRedrive()
    {
        var definition =
            $$$"""
            {"StartAt": "A", "States": {
              "A": {{{Task("a", "\"Next\": \"B\"")}}},
              "B": {"Type": "Pass", "Parameters": {"at.$": "$$.Execution.RedriveTime"}, "End": true} } }
            """;

        var (_, redriven) = await RedriveAsync(definition, "{}", "a");

        Assert.Equal("""{"at":"2030-01-31T12:00:00.000Z"}""", redriven.Output?.ToString());
    }

    [Fact]
    public async Task RedriveAsync_Twice_CountsBoth()
    {
        var definition = Machine.Single(Task("b", ""));
        _broken.Add("b");
        var failed = await _machine.RunAsync(definition);

        var again = await _machine.RedriveAsync(definition, failed);
        _broken.Clear();
        var redriven = await _machine.RedriveAsync(definition, again);

        Assert.Equal((ExecutionStatus.Failed, 1), (again.Status, again.RedriveCount));
        Assert.Equal((ExecutionStatus.Succeeded, 2), (redriven.Status, redriven.RedriveCount));
    }

    [Fact]
    public async Task RedriveAsync_FailedBranch_OnlyUnfinishedBranchesRunAgain()
    {
        var definition =
            $$$"""
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "A1", "States": {"A1": {{{Task("a1", "\"Next\": \"A2\"")}}},
                                           "A2": {{{Task("a2", "\"End\": true")}}} } },
              {"StartAt": "B1", "States": {"B1": {{{Task("b1", "\"Next\": \"B2\"")}}},
                                           "B2": {{{Task("b2", "\"End\": true")}}} } }]} } }
            """;
        var otherBranchEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _machine.Options = _machine.Options with
        {
            OnEvent = entry =>
            {
                if (entry.Event.Details is StateExitedDetails { Name: "A2" }) otherBranchEnded.TrySetResult();
            },
            Debugger = new ScriptedDebugger
            {
                Before = async (entry, _) =>
                {
                    if (entry.State.Name == "B2") await otherBranchEnded.Task;
                    return StateDecision.Run(entry.Input);
                },
            },
        };

        var (failed, redriven) = await RedriveAsync(definition, "{}", "b2");

        Assert.Equal("Broken", failed.Error);
        Assert.Equal(ExecutionStatus.Succeeded, redriven.Status);
        Assert.Equal("""[{"name":"a2"},{"name":"b2"}]""", redriven.Output?.ToString());
        Assert.Equal(["b2"], _called);
    }

    [Theory]
    [InlineData("INLINE", 1)]
    [InlineData("INLINE", 3)]
    [InlineData("DISTRIBUTED", 1)]
    [InlineData("DISTRIBUTED", 3)]
    public async Task RedriveAsync_FailedItem_OnlyUnfinishedItemsRunAgain(string mode, int concurrency)
    {
        var config = mode == "INLINE" ? """{"Mode": "INLINE"}""" : """{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}""";
        var definition =
            $$$"""
            {"StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": {{{concurrency}}}, "Next": "E", "ItemProcessor": {
              "ProcessorConfig": {{{config}}}, "StartAt": "I", "States": {
                "I": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "Next": "J"}, "J": {"Type": "Pass",
                  "End": true} } } },
              "E": {"Type": "Pass", "End": true} } }
            """;
        var input = """[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]""";

        var (failed, redriven) = await RedriveAsync(definition, input, "c");

        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        Assert.Equal((ExecutionStatus.Succeeded, input), (redriven.Status, redriven.Output?.ToString()));
        Assert.Contains("c", _called);
        Assert.Equal(_called.Count, _called.Distinct().Count());
        if (concurrency == 1) Assert.Equal(["c", "d"], _called.Order());
        Assert.Equal(mode == "DISTRIBUTED" ? [1] : [], redriven.MapRuns.Select(run => run.RedriveCount));
        Assert.Equal(mode == "DISTRIBUTED", redriven.History.Any(entry => entry.Type == HistoryEventType.MapRunRedriven));
    }

    [Fact]
    public async Task RedriveAsync_MapRun_KeepsNamesAndCounts()
    {
        var definition = Machine.Single(
            """
            {"Type": "Map", "MaxConcurrency": 1, "ItemProcessor": {
              "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
              "StartAt": "I", "States": {"I": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true}}}}
            """);
        _broken.Add("b");
        var failed = await _machine.RunAsync(definition, """[{"name":"a"},{"name":"b"},{"name":"c"}]""");
        var run = failed.MapRuns[0];
        var (counts, names) = (run.ItemCounts, run.Executions.Select(child => child.Name).ToArray());
        _broken.Clear();

        var redriven = await _machine.RedriveAsync(definition, failed);

        Assert.Equal((1, 1, 1), (counts.Succeeded, counts.Failed, counts.Pending));
        Assert.Same(run, Assert.Single(redriven.MapRuns));
        Assert.Equal((3, 0, 0), (run.ItemCounts.Succeeded, run.ItemCounts.Failed, run.ItemCounts.Pending));
        Assert.Equal(names, run.Executions.Take(2).Select(child => child.Name));
        Assert.Equal([0, 1, 0], run.Executions.Select(child => child.RedriveCount));
        Assert.Equal((ExecutionStatus.Succeeded, ExecutionStatus.Succeeded), (run.Status, redriven.Status));
    }

    [Fact]
    public async Task RedriveAsync_FailState_FailsAgain()
    {
        var definition = Machine.Single("""{"Type": "Fail", "Error": "E"}""");
        var failed = await _machine.RunAsync(definition);

        Assert.Equal("E", (await _machine.RedriveAsync(definition, failed)).Error);
    }

    [Fact]
    public async Task RedriveAsync_Stopped_GoesOn()
    {
        using var stop = new CancellationTokenSource();
        var definition =
            $$$"""
            {"StartAt": "A", "States": {"A": {{{Task("a", "\"Next\": \"B\"")}}}, "B": {{{Task("b", "\"End\": true")}}} } }
            """;
        _machine.Options = _machine.Options with
        {
            OnEvent = entry =>
            {
                if (entry.Event.Details is StateExitedDetails { Name: "A" }) stop.Cancel();
            },
        };
        var stopped = await _machine.RunAsync(definition, "{}", stop.Token);
        _called.Clear();

        var redriven = await _machine.RedriveAsync(definition, stopped);

        Assert.Equal((ExecutionStatus.Aborted, ExecutionStatus.Succeeded), (stopped.Status, redriven.Status));
        Assert.Equal(["b"], _called);
    }

    [Fact]
    public async Task RedriveAsync_Succeeded_ThrowsArgumentException()
    {
        var definition = Machine.Single("""{"Type": "Succeed"}""");
        var succeeded = await _machine.RunAsync(definition);

        await Assert.ThrowsAsync<ArgumentException>(() => _machine.RedriveAsync(definition, succeeded));
    }

    private async Task<(ExecutionResult Failed, ExecutionResult Redriven)> RedriveAsync(
        string definition, string input, string broken)
    {
        _broken.Add(broken);
        var failed = await _machine.RunAsync(definition, input);
        _broken.Clear();
        _called.Clear();
        return (failed, await _machine.RedriveAsync(definition, failed));
    }

    private static string Task(string name, string fields) =>
        $$$"""
        {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f",
         "Parameters": {"name": "{{{name}}}"}{{{(fields.Length > 0 ? ", " : "")}}}{{{fields}}}}
        """;
}
