using System.Collections.Concurrent;
using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Runs executions concurrently and keeps them and their child executions.</summary>
internal sealed class LocalExecutions(HostedPipeline pipeline, TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _starting = new();
    private readonly ConcurrentDictionary<string, RecordedExecution> _all = new();
    private readonly ConcurrentDictionary<string, MapRun> _mapRuns = new();
    private readonly ConcurrentDictionary<string, (Task Run, CancellationTokenSource Stop)> _running = new();

    /// <summary>All executions, including child executions, newest first.</summary>
    public IEnumerable<RecordedExecution> All => _all.Values
        .OrderByDescending(execution => execution.Started)
        .ThenBy(execution => execution.Arn, StringComparer.Ordinal);

    /// <summary>Finds an execution by its ARN; null if it does not exist.</summary>
    public RecordedExecution? Find(string arn) => _all.GetValueOrDefault(arn);

    /// <summary>Finds a Map Run by its ARN; null if it does not exist.</summary>
    public MapRun? FindMapRun(string arn) => _mapRuns.GetValueOrDefault(arn);

    /// <summary>Starts an execution, or returns the running one of the same name and input.</summary>
    /// <returns>Null if an execution of this name has ended, or has a different input.</returns>
    public RecordedExecution? Start(string name, JsonData input)
    {
        var arn = $"{HostedPipeline.StateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
        lock (_starting)
        {
            if (_all.TryGetValue(arn, out var existing))
                return existing.Status == ExecutionStatus.Running && Equals(existing.Input, input) ? existing : null;
            var execution = _all[arn] = new RecordedExecution(arn, HostedPipeline.StateMachineArn, null, input, time.GetUtcNow());
            var stop = new CancellationTokenSource();
            _running[arn] = (Task.Run(() => RunAsync(execution, stop)), stop);
            return execution;
        }
    }

    /// <summary>Stops an execution and waits until it has ended. Does nothing if it has already ended.</summary>
    public async Task StopAsync(RecordedExecution execution, string? error, string? cause)
    {
        if (!_running.TryGetValue(execution.Arn, out var run)) return;
        execution.Stop(error, cause);
        await run.Stop.CancelAsync();
        await run.Run;
    }

    /// <summary>Stops all executions.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(All
        .Where(execution => execution.MapRun is null)
        .Select(execution => StopAsync(execution, "Server.Stopped", "The server was stopped.")));

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
                // OnEvent keeps the events.
                ChildHistories = ChildHistories.None,
            },
            stop.Token);
    }

    private void OnEvent(ExecutionEvent entry)
    {
        if (entry is { MapRun: { } run, Event.Details: ExecutionStartedDetails child })
        {
            _all[entry.ExecutionArn] = new RecordedExecution(
                entry.ExecutionArn, StateMachineOf(run), run, child.Input, entry.Event.Timestamp);
        }

        _all[entry.ExecutionArn].Add(entry.Event);
    }

    // The children of the Map Run arn:…:mapRun:MACHINE/LABEL:UUID are executions of the state machine MACHINE/LABEL.
    private static string StateMachineOf(MapRun run) =>
        run.Arn[..run.Arn.LastIndexOf(':')].Replace(":mapRun:", ":stateMachine:", StringComparison.Ordinal);
}
