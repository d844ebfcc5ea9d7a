using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>Many executions and clients at the same time.</summary>
[Collection(ServerCollection.Name)]
public sealed class LoadTests(ServerFixture server)
{
    private const int Executions = 200, Starters = 8, Pollers = 10, PageSize = 30;

    [Fact]
    public async Task ListExecutions_ManyStartAndAreDescribedMeanwhile_NoneIsLostOrRepeated()
    {
        var machine = await server.CreateAsync("load", ServerFixture.Pass);
        var started = new ConcurrentBag<string>();
        using var stop = new CancellationTokenSource();
        var pollers = Enumerable.Range(0, Pollers).Select(_ => PollAsync(machine, started, stop.Token)).ToArray();

        await Parallel.ForAsync(0, Executions, new ParallelOptions { MaxDegreeOfParallelism = Starters }, async (number, _) =>
        {
            var request = new JsonObject { ["stateMachineArn"] = machine, ["name"] = $"load-{number}", ["input"] = $"{number}" };
            started.Add((string)(await server.InvokeAsync("StartExecution", request))["executionArn"]!);
        });
        foreach (var arn in started) await server.WaitForEndAsync(arn);
        await stop.CancelAsync();
        await Task.WhenAll(pollers);

        Assert.Equal(started.Order(StringComparer.Ordinal), (await ListAsync(machine)).Order(StringComparer.Ordinal));
        foreach (var arn in started) Assert.Equal(4, (await HistoryAsync(arn)).Count);
    }

    // Every list has what was started before it, once; every history is complete up to its last event.
    private async Task PollAsync(string machine, IReadOnlyCollection<string> started, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var before = started.ToArray();
            var listed = await ListAsync(machine);
            Assert.Equal(listed.Count, listed.Distinct().Count());
            Assert.Empty(before.Except(listed));
            foreach (var arn in listed.Take(PageSize))
            {
                var description = await server.InvokeAsync("DescribeExecution", new JsonObject { ["executionArn"] = arn });
                Assert.Equal(arn, (string?)description["executionArn"]);
                var history = await HistoryAsync(arn);
                Assert.Equal(Enumerable.Range(1, history.Count), history.Select(entry => (int)entry!["id"]!));
            }
        }
    }

    private async Task<List<string>> ListAsync(string machine)
    {
        var all = new List<string>();
        var request = new JsonObject { ["stateMachineArn"] = machine, ["maxResults"] = PageSize };
        while (true)
        {
            var page = await server.InvokeAsync("ListExecutions", request);
            all.AddRange(page["executions"]!.AsArray().Select(execution => (string)execution!["executionArn"]!));
            if (page["nextToken"] is not { } token) return all;
            request["nextToken"] = (string)token!;
        }
    }

    private async Task<JsonArray> HistoryAsync(string arn) => (await server.InvokeAsync(
        "GetExecutionHistory", new JsonObject { ["executionArn"] = arn }))["events"]!.AsArray();
}
