using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;
using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The executions that were started here, side by side, and their children.</summary>
internal sealed class ServedExecutions(HostedPipeline pipeline, TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _starting = new();
    private readonly ConcurrentDictionary<string, RecordedExecution> _all = new();
    private readonly ConcurrentDictionary<string, MapRun> _mapRuns = new();
    private readonly ConcurrentDictionary<string, (Task Run, CancellationTokenSource Stop)> _running = new();

    /// <summary>All, children too, the latest first.</summary>
    public IEnumerable<RecordedExecution> All => _all.Values.OrderByDescending(one => one.Started).ThenBy(one => one.Arn, StringComparer.Ordinal);

    /// <summary>One by its ARN; null where there is none.</summary>
    public RecordedExecution? Find(string arn) => _all.GetValueOrDefault(arn);

    /// <summary>A Map Run by its ARN; null where there is none.</summary>
    public MapRun? FindMapRun(string arn) => _mapRuns.GetValueOrDefault(arn);

    /// <summary>Starts one; while one of this name and input runs, it is that one.</summary>
    /// <returns>Null where there is one of this name that ended, or that has another input.</returns>
    public RecordedExecution? Start(string name, JToken input)
    {
        var arn = $"{HostedPipeline.StateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
        lock (_starting)
        {
            if (_all.TryGetValue(arn, out var there))
                return there.Status == ExecutionStatus.Running && JToken.DeepEquals(there.Input, input) ? there : null;
            var execution = _all[arn] = new RecordedExecution(arn, HostedPipeline.StateMachineArn, null, input, time.GetUtcNow());
            var stop = new CancellationTokenSource();
            _running[arn] = (Task.Run(() => RunAsync(execution, stop)), stop);
            return execution;
        }
    }

    /// <summary>Stops one and waits until nothing of it runs any more; one that has ended stays as it is.</summary>
    public async Task StopAsync(RecordedExecution execution, string? error, string? cause)
    {
        if (!_running.TryGetValue(execution.Arn, out var run)) return;
        execution.Stop(error, cause);
        await run.Stop.CancelAsync();
        await run.Run;
    }

    /// <summary>Stops all.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(All.Where(one => one.MapRun is null).Select(one => StopAsync(one, "Server.Stopped", "The server was stopped.")));

    private async Task RunAsync(RecordedExecution execution, CancellationTokenSource stop)
    {
        await pipeline.RunAsync(
            execution.Input,
            new ExecutionOptions
            {
                Name = execution.Name,
                OnEvent = OnEvent,
                OnMapRun = run =>
                {
                    execution.Add(run);
                    _mapRuns[run.Arn] = run;
                },
                // The events are kept here.
                ChildHistories = ChildHistories.None,
            },
            stop.Token);
    }

    private void OnEvent(ExecutionEvent entry)
    {
        if (entry is { MapRun: { } run, Event.Details: ExecutionStartedDetails child })
            _all[entry.ExecutionArn] = new RecordedExecution(entry.ExecutionArn, MachineOf(run), run, child.Input, entry.Event.Timestamp);
        _all[entry.ExecutionArn].Add(entry.Event);
    }

    // arn:…:mapRun:MACHINE/LABEL:UUID; its children are executions of the state machine MACHINE/LABEL.
    private static string MachineOf(MapRun run) =>
        run.Arn[..run.Arn.LastIndexOf(':')].Replace(":mapRun:", ":stateMachine:", StringComparison.Ordinal);
}
