using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Maps;

/// <summary>A Map Run that is changed, and child executions that are stopped, while it is running.</summary>
public sealed class MapRunTests : IDisposable
{
    private readonly Machine _machine = new();
    private readonly TaskCompletionSource<MapRun> _mapRun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _started = new(0);
    private readonly SemaphoreSlim _mayEnd = new(0);

    public MapRunTests()
    {
        _machine.Options = _machine.Options with { OnMapRun = _mapRun.SetResult, OnEvent = OnEvent };
        _machine.Functions.WithAsync("f", async (call, cancellation) =>
        {
            var payload = call.Payload.Text;
            _started.Release();
            if (payload != "fail at once") await _mayEnd.WaitAsync(cancellation);
            return payload.StartsWith("fail", StringComparison.Ordinal) ? throw new TaskFailedException("Broken", "") : payload;
        });
    }

    private List<string> Children { get; } = [];

    public void Dispose()
    {
        _started.Dispose();
        _mayEnd.Dispose();
    }

    [Fact]
    public async Task TryUpdate_Concurrency_StartsMoreAndThenFewerChildExecutions()
    {
        var running = StartAsync("""{"MaxConcurrency": 1}""", """["a", "b", "c", "d", "e", "f"]""");
        await StartedAsync(1);
        var mapRun = await _mapRun.Task;

        Assert.True(mapRun.TryUpdate(maxConcurrency: 3, null, null));
        await StartedAsync(2);
        var most = mapRun.ExecutionCounts;
        Assert.True(mapRun.TryUpdate(maxConcurrency: 1, null, null));
        _mayEnd.Release(3);
        await StartedAsync(1);
        var fewest = mapRun.ExecutionCounts;
        _mayEnd.Release(3);
        var result = await running;

        Assert.Equal((3, 3), (most.Running, most.Pending));
        Assert.Equal((1, 2, 3), (fewest.Running, fewest.Pending, fewest.Succeeded));
        Assert.Equal((ExecutionStatus.Succeeded, 1), (result.Status, mapRun.MaxConcurrency));
    }

    [Theory]
    [InlineData(2L, null, ExecutionStatus.Succeeded)]
    [InlineData(1L, null, ExecutionStatus.Failed)]
    [InlineData(null, 50.0, ExecutionStatus.Succeeded)]
    [InlineData(null, 49.0, ExecutionStatus.Failed)]
    public async Task TryUpdate_Tolerance_AppliesToTheFailuresAfterIt(long? count, double? percentage, ExecutionStatus expected)
    {
        var running = StartAsync("{}", """["fail", "fail", "a", "b"]""");
        await StartedAsync(4);

        (await _mapRun.Task).TryUpdate(null, count, percentage);
        _mayEnd.Release(4);

        Assert.Equal(expected, (await running).Status);
    }

    [Fact]
    public async Task TryUpdate_ToleranceThatIsExceededAlready_FailsTheMapRunAtOnce()
    {
        var running = StartAsync("""{"ToleratedFailureCount": 1}""", """["fail at once", "a"]""");
        await StartedAsync(2);
        var mapRun = await _mapRun.Task;
        while (mapRun.ExecutionCounts.Failed == 0) await Task.Yield();

        mapRun.TryUpdate(null, toleratedFailures: 0, null);

        Assert.Equal(ErrorNames.ExceedToleratedFailureThreshold, (await running).Error);
        Assert.Equal((1, 1), (mapRun.ExecutionCounts.Failed, mapRun.ExecutionCounts.Aborted));
    }

    [Fact]
    public async Task TryUpdate_Ended_FalseAndNoChange()
    {
        await _machine.RunAsync(Definition("{}"), "[]");
        var mapRun = await _mapRun.Task;

        Assert.False(mapRun.TryUpdate(7, 7, 7));

        Assert.Equal((0, null, null), (mapRun.MaxConcurrency, mapRun.Tolerance.Count, mapRun.Tolerance.Percentage));
    }

    [Fact]
    public async Task TryUpdate_Journaled_TheMapRunOfTheJournalHasTheLimits()
    {
        var journal = KeepJournal();
        var running = StartAsync("{}", """["a", "b"]""");
        await StartedAsync(2);
        (await _mapRun.Task).TryUpdate(3, 1, 50);

        var read = Read(journal);

        Assert.Equal((3, new FailureTolerance(1, 50)), (read.MaxConcurrency, read.Tolerance));
        _mayEnd.Release(2);
        await running;
    }

    [Fact]
    public async Task TryUpdate_BeforeTheFirstChildExecution_TheMapRunOfTheJournalHasTheLimits()
    {
        var journal = KeepJournal();
        _machine.Options = _machine.Options with { OnMapRun = run => run.TryUpdate(3, 1, 50) };

        await _machine.RunAsync(Definition("{}"), "[]");

        var read = Read(journal);
        Assert.Equal((3, new FailureTolerance(1, 50)), (read.MaxConcurrency, read.Tolerance));
    }

    [Fact]
    public async Task StopChildAsync_RunningChild_AbortsItAndTheOthersGoOn()
    {
        var running = StartAsync("{}", """["a", "b"]""");
        await StartedAsync(2);
        var mapRun = await _mapRun.Task;

        await mapRun.StopChildAsync(Children[0]);
        await mapRun.StopChildAsync(Children[0]);
        await mapRun.StopChildAsync("arn:none");
        var counts = mapRun.ExecutionCounts;
        _mayEnd.Release();
        var result = await running;

        Assert.Equal((1, 1, 0), (counts.Aborted, counts.Running, counts.Failed));
        Assert.Equal((ExecutionStatus.Succeeded, 1), (result.Status, result.Output!.Items.Count));
        Assert.Equal(ExecutionStatus.Aborted, mapRun.Executions.Single(child => child.ExecutionArn == Children[0]).Status);
    }

    private void OnEvent(ExecutionEvent entry)
    {
        if (entry is not { MapRun: not null, Event.Id: 1 }) return;
        lock (Children) Children.Add(entry.ExecutionArn);
    }

    private List<string> KeepJournal()
    {
        var journal = new List<string>();
        _machine.Options = _machine.Options with
        {
            Journal = entry =>
            {
                lock (journal) journal.Add(JournalFormat.Write(entry).ToString());
            },
        };
        return journal;
    }

    private static MapRun Read(List<string> journal)
    {
        var reader = new JournalReader("arn:aws:states:eu-west-1:111111111111:execution:machine:test", "test");
        lock (journal)
        {
            foreach (var entry in journal) reader.Add(JournalFormat.Read(JsonData.Parse(entry)));
        }
        return Assert.Single(reader.Read().MapRuns);
    }

    private Task<ExecutionResult> StartAsync(string fields, string items) => _machine.StartAsync(Definition(fields), items);

    private async Task StartedAsync(int count)
    {
        for (var i = 0; i < count; i++) await _started.WaitAsync();
    }

    private static string Definition(string fields)
    {
        var state = JsonData.Parse(
            """
            {"Type": "Map", "ItemProcessor": {
              "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
              "StartAt": "I", "States": {"I": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true}}}}
            """).Fields;
        foreach (var (name, value) in JsonData.Parse(fields).Fields) state = state.With(name, value);
        return Machine.Single(state.ToString());
    }
}
