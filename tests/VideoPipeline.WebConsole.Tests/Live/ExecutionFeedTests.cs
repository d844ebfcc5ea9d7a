using System.Text.Json.Nodes;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.WebConsole.Live;
using VideoPipeline.WebConsole.Tests.Browser;
using Xunit;

namespace VideoPipeline.WebConsole.Tests.Live;

[Collection(ConsoleFixture.Name)]
public sealed class ExecutionFeedTests(ConsoleFixture console)
{
    private const string Map = """
        {"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ItemProcessor": {
          "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
          "StartAt": "Item", "States": {"Item": {"Type": "Pass", "End": true}}}}}}
        """;

    // As of a server that was started after they had ended.
    [Theory]
    [InlineData(10, false)]
    [InlineData(300, true)]
    public async Task Items_ThatItHasNotSeen_AreReadFromTheJournal(int count, bool later)
    {
        var machine = await console.CreateMachineAsync($"mapped-{count}", Map);
        var input = new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)i)]);
        var execution = console.Served.Executions.Known.Find(await console.StartAsync(machine, input.ToJsonString()))!;
        await console.Served.Executions.WaitAsync(execution);
        var run = Assert.Single(console.Served.Executions.Known.MapRunsOf(execution));
        using var feed = new ExecutionFeed(console.Served);
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = feed.Subscribe(changed =>
        {
            if (changed.Contains(execution.Arn)) read.TrySetResult();
        });

        Assert.Equal(later, feed.Items(run).IsPartial);
        if (later) await read.Task;

        Assert.False(feed.Items(run).IsPartial);
        Assert.Equal(Enumerable.Range(0, count), feed.Items(run).All.Select(item => item.Index).Order());
        Assert.All(feed.Items(run).All, item => Assert.Equal(ExecutionStatus.Succeeded, item.Status));
    }
}
