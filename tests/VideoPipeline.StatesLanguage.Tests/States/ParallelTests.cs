using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.States;

public sealed class ParallelTests
{
    private const string TwoBranches =
        """
        {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
          {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:a", "End": true}}},
          {"StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:b", "End": true}}}]}}}
        """;

    [Fact]
    public async Task RunAsync_OneBranchFails_AbortsAndAwaitsItsSibling()
    {
        var machine = new Machine();
        var bIsRunning = new TaskCompletionSource();
        machine.Functions
            .WithAsync("a", async (_, _) =>
            {
                await bIsRunning.Task;
                throw new TaskFailedException("Broken", "a");
            })
            .WithAsync("b", async (_, cancellation) =>
            {
                bIsRunning.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                return JsonData.Null;
            });

        var result = await machine.StartAsync(TwoBranches);

        Assert.Equal((ExecutionStatus.Failed, "Broken"), (result.Status, result.Error));
        Assert.Equal(0, machine.Functions.Running);
        Assert.Contains(HistoryEventType.TaskStateAborted, result.History.Select(entry => entry.Type));
        Assert.EndsWith("ParallelStateFailed ExecutionFailed", Machine.Types(result));
    }

    [Fact]
    public async Task RunAsync_BothBranchesSucceed_ReturnsTheirOutputsInOrder()
    {
        var machine = new Machine();
        machine.Functions.With("a", _ => 1).With("b", _ => 2);

        Assert.Equal(ArrayData.Of(1, 2), (await machine.RunAsync(TwoBranches)).Output);
    }
}
