using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Maps;

public sealed class DistributedMapTests
{
    [Fact]
    public async Task RunAsync_ItemsPathToAnObject_RunsForEachOfItsFields()
    {
        var output = await new Machine().OutputAsync(
            """
            {"Type": "Map", "ItemsPath": "$.o", "ItemSelector": {"item.$": "$$.Map.Item", "input.$": "$$.Map.Item.Value.Value"},
             "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                               "StartAt": "P", "States": {"P": {"Type": "Succeed"}}}}
            """,
            """{"o": {"a": 1, "b": 2}}""");

        Assert.Equal(
            """
            [{"item":{"Index":0,"Value":{"Key":"a","Value":1},"Key":"a","Source":"STATE_DATA"},"input":1},
            {"item":{"Index":1,"Value":{"Key":"b","Value":2},"Key":"b","Source":"STATE_DATA"},"input":2}]
            """.ReplaceLineEndings(""),
            output);
    }

    [Fact]
    public async Task RunAsync_Items_RunInSeparateChildExecutions()
    {
        var machine = Echo();
        machine.Options = machine.Options with { ChildHistories = ChildHistories.All };

        var result = await machine.RunAsync(Map("""{"Label": "Each"}"""), """["a", "b"]""");

        var run = Assert.Single(result.MapRuns);
        Assert.StartsWith("arn:aws:states:eu-west-1:111111111111:mapRun:machine/Each:", run.Arn);
        Assert.Equal((2, 2), (run.ItemCounts.Total, run.ItemCounts.Succeeded));
        Assert.All(run.Executions, child =>
        {
            Assert.StartsWith("arn:aws:states:eu-west-1:111111111111:execution:machine/Each:", child.ExecutionArn);
            Assert.EndsWith("TaskStateExited ExecutionSucceeded", Machine.Types(child));
        });
        Assert.Equal("""["a","b"]""", result.Output!.ToString());
    }

    [Fact]
    public async Task RunAsync_OneChildFails_AbortsAndAwaitsItsSiblings()
    {
        var machine = new Machine();
        using var siblingStarted = new SemaphoreSlim(0);
        machine.Functions.WithAsync("f", async (call, cancellation) =>
        {
            if (call.Payload!.Integer == 0)
            {
                for (var sibling = 0; sibling < 2; sibling++) await siblingStarted.WaitAsync(cancellation);
                throw new TaskFailedException("Broken", "0");
            }
            siblingStarted.Release();
            await Task.Delay(Timeout.Infinite, cancellation);
            return JsonData.Null;
        });

        var result = await machine.StartAsync(Map("""{"MaxConcurrency": 3}"""), "[0, 1, 2, 3]");

        Assert.Equal(
            (ExecutionStatus.Failed, ErrorNames.ExceedToleratedFailureThreshold), (result.Status, result.Error));
        Assert.Equal(0, machine.Functions.Running);
        var counts = result.MapRuns[0].ItemCounts;
        Assert.Equal((1, 2, 1), (counts.Failed, counts.Aborted, counts.Pending));
        Assert.EndsWith("MapRunFailed MapStateFailed ExecutionFailed", Machine.Types(result));
    }

    [Theory]
    [InlineData("""{"ToleratedFailureCount": 2}""", ExecutionStatus.Succeeded)]
    [InlineData("""{"ToleratedFailureCount": 1}""", ExecutionStatus.Failed)]
    [InlineData("""{"ToleratedFailurePercentage": 50}""", ExecutionStatus.Succeeded)]
    [InlineData("""{"ToleratedFailurePercentage": 49.9}""", ExecutionStatus.Failed)]
    [InlineData("""{"ToleratedFailureCount": 2, "ToleratedFailurePercentage": 10}""", ExecutionStatus.Failed)]
    [InlineData("""{"ToleratedFailureCountPath": "$$.Execution.Input[1]"}""", ExecutionStatus.Succeeded)]
    [InlineData("""{"ToleratedFailurePercentagePath": "$$.Execution.Input[3]"}""", ExecutionStatus.Failed)]
    public async Task RunAsync_TwoOfFourItemsFail_EndsAccordingToTheTolerance(string fields, ExecutionStatus expected)
    {
        var machine = new Machine();
        machine.Functions.With(
            "f", payload => payload!.Integer > 2 ? throw new TaskFailedException("Broken", "") : payload);

        var result = await machine.RunAsync(Map(fields, concurrency: 1), "[1, 2, 3, 4]");

        Assert.Equal(expected, result.Status);
    }

    [Fact]
    public async Task RunAsync_Cancelled_AbortsTheChildExecutions()
    {
        var machine = new Machine();
        using var stop = new CancellationTokenSource();
        machine.Functions.WithAsync("f", async (_, cancellation) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
            return JsonData.Null;
        });

        var result = await machine.StartAsync(Map("{}"), "[1, 2, 3]", stop.Token);

        Assert.Equal(ExecutionStatus.Aborted, result.Status);
        Assert.Equal(ExecutionStatus.Aborted, result.MapRuns[0].Status);
        Assert.Equal(0, machine.Functions.Running);
    }

    [Theory]
    [InlineData(ChildHistories.None, "", "")]
    [InlineData(ChildHistories.Failed, "", "ExecutionFailed")]
    [InlineData(ChildHistories.All, "ExecutionSucceeded", "ExecutionFailed")]
    public async Task RunAsync_ChildHistoriesOption_KeepsTheSelectedHistories(
        ChildHistories option, string lastOfSucceeded, string lastOfFailed)
    {
        var machine = new Machine();
        machine.Functions.With(
            "f", payload => payload!.Integer == 2 ? throw new TaskFailedException("Broken", "") : payload);
        machine.Options = machine.Options with { ChildHistories = option };

        var result = await machine.RunAsync(Map("""{"ToleratedFailureCount": 1}"""), "[1, 2]");

        Assert.Equal(
            [lastOfSucceeded, lastOfFailed],
            result.MapRuns[0].Executions.Select(child => Machine.Types(child).Split(' ')[^1]));
    }

    [Fact]
    public async Task RunAsync_EventsOfChildExecutions_ContainTheMapRun()
    {
        var machine = Echo();
        var events = new ConcurrentQueue<ExecutionEvent>();
        machine.Options = machine.Options with { OnEvent = events.Enqueue };

        await machine.RunAsync(Map("{}"), "[1, 2]");

        Assert.Equal(
            2, events.Count(
                happened => happened is { MapRun: not null, Event.Type: HistoryEventType.ExecutionSucceeded }));
    }

    [Fact]
    public async Task RunAsync_TenThousandItems_RunsAllChildExecutions()
    {
        var machine = Echo();
        var selector = """{"ItemSelector": {"run.$": "$$.Execution.Name", "item.$": "$$.Map.Item.Value"}, "ResultPath": null}""";
        var items = ArrayData.Of(Enumerable.Range(0, 10_000).Select(i => (JsonData)i));

        // Copying the input for each item would create 10^8 values.
        var result = await machine.StartAsync(Map(selector, concurrency: 16), items.ToString());

        Assert.Equal(10_000, result.MapRuns[0].ItemCounts.Succeeded);
        Assert.Equal("""{"run":"test","item":9999}""", (result.MapRuns[0].Executions[^1].Output!).ToString());
    }

    private static Machine Echo()
    {
        var machine = new Machine();
        machine.Functions.With("f", payload => payload);
        return machine;
    }

    private static string Map(string fields, int concurrency = 2)
    {
        var state = JsonData.Parse(
            """
            {"Type": "Map", "ItemProcessor": {
              "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
              "StartAt": "I", "States": {"I": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true}}}}
            """).Fields;
        state = state.With("MaxConcurrency", concurrency);
        foreach (var (name, value) in JsonData.Parse(fields).Fields) state = state.With(name, value);
        return Machine.Single(state.ToString());
    }
}
