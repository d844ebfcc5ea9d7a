using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Maps;

public sealed class InlineMapTests
{
    [Fact]
    public async Task RunAsync_ConcurrentItems_KeepTheirOrder()
    {
        var machine = new Machine();
        machine.Functions.WithAsync("f", async (call, _) =>
        {
            await Task.Yield();
            return call.Payload;
        });
        var items = ArrayData.Of(Enumerable.Range(0, 200).Select(i => (JsonData)i));

        Assert.Equal(items, (await machine.StartAsync(Map(concurrency: 0), items.ToString())).Output);
    }

    [Fact]
    public async Task RunAsync_MaxConcurrency_IsReachedButNotExceeded()
    {
        var machine = new Machine();
        var max = 0;
        var limitReached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        machine.Functions.WithAsync("f", async (call, _) =>
        {
            lock (machine) max = Math.Max(max, machine.Functions.Running);
            if (machine.Functions.Running >= 3) limitReached.TrySetResult();
            await limitReached.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await Task.Yield();
            return call.Payload;
        });

        var items = ArrayData.Of(Enumerable.Range(0, 100).Select(i => (JsonData)i));
        var result = await machine.StartAsync(Map(concurrency: 3), items.ToString());

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal(3, max);
    }

    [Fact]
    public async Task RunAsync_ToleratedFailures_AreNotTolerated()
    {
        var result = await new Machine().RunAsync(
            """
            {"StartAt": "M", "States": {"M": {"Type": "Map", "ToleratedFailureCount": 9, "ToleratedFailurePercentage": 100,
              "ItemProcessor": {"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}, "End": true}}}
            """,
            "[1, 2]");

        Assert.Equal("E", result.Error);
    }

    [Fact]
    public async Task RunAsync_OneIterationFails_AbortsAndAwaitsItsSiblings()
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

        var result = await machine.StartAsync(Map(concurrency: 3), "[0, 1, 2]");

        Assert.Equal((ExecutionStatus.Failed, "Broken"), (result.Status, result.Error));
        Assert.Equal(0, machine.Functions.Running);
        Assert.Equal(2, Machine.OfType(result, HistoryEventType.MapIterationAborted).Count());
        Assert.EndsWith("MapStateFailed ExecutionFailed", Machine.Types(result));
    }

    [Fact]
    public async Task RunAsync_NoItems_ReturnsAnEmptyArray()
    {
        var result = await new Machine().RunAsync(Map(concurrency: 1), "[]");

        Assert.Equal(ArrayData.Empty, result.Output);
        Assert.Contains("MapStateStarted MapStateSucceeded MapStateExited", Machine.Types(result));
    }

    [Theory]
    [InlineData(""" "ItemsPath": "$.o" """, ErrorNames.Runtime)]
    [InlineData(""" "QueryLanguage": "JSONata", "Items": "{% $states.input.o %}" """, ErrorNames.QueryEvaluationError)]
    public async Task RunAsync_ItemsInAnObject_Fails(string items, string error)
    {
        var result = await new Machine().RunAsync(
            $$$"""
            {"StartAt": "M", "States": {"M": {
              "Type": "Map", {{{items}}}, "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Succeed"} } },
                "End": true} } }
            """,
            """{"o": {"a": 1, "b": 2}}""");

        Assert.Equal(error, result.Error);
    }

    [Fact]
    public async Task RunAsync_StateInAnIteration_HasItsItemInTheContextObject()
    {
        var output = await new Machine().OutputAsync(
            """
            {"Type": "Map", "ItemProcessor": {"StartAt": "I", "States": {
              "I": {"Type": "Pass", "End": true,
                    "Parameters": {"index.$": "$$.Map.Item.Index", "value.$": "$$.Map.Item.Value"}}}}}
            """,
            """["a"]""");

        Assert.Equal("""[{"index":0,"value":"a"}]""", output);
    }

    private static string Map(int concurrency) => Machine.Single(
        $$"""
        {"Type": "Map", "MaxConcurrency": {{concurrency}}, "ItemProcessor": {"StartAt": "I", "States": {
          "I": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true} } } }
        """);
}
