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
        .OrderByDescending(execution => execution.Start.Started)
        .ThenBy(execution => execution.Arn, StringComparer.Ordinal);

    /// <summary>Finds an execution by its ARN; null if it does not exist.</summary>
    public RecordedExecution? Find(string arn) => _all.GetValueOrDefault(arn);

    /// <summary>Finds a Map Run by its ARN; null if it does not exist.</summary>
    public MapRun? FindMapRun(string arn) => _mapRuns.GetValueOrDefault(arn);

    /// <summary>Starts an execution, or returns the running one of the same name and input.</summary>
    /// <returns>Null if an execution of this name has ended, or has a different input.</returns>
    public RecordedExecution? Start(ExecutionStart start)
    {
        lock (_starting)
        {
            if (_all.TryGetValue(start.Arn, out var existing))
            {
                var isSame = existing.Start.Input == start.Input && existing.Start.Mock?.TestCase == start.Mock?.TestCase;
                return isSame && existing.Status == ExecutionStatus.Running ? existing : null;
            }
            var execution = _all[start.Arn] = new RecordedExecution(start);
            Run(execution, null);
            return execution;
        }
    }

    /// <summary>Starts the next attempt of an execution that has ended, and waits until its history has it.</summary>
    /// <returns>False if it runs already.</returns>
    public async Task<bool> RedriveAsync(RecordedExecution execution)
    {
        // Its last event is there a moment before its result.
        if (_running.TryGetValue(execution.Arn, out var ending)) await ending.Run;
        Task redriven, run;
        lock (_starting)
        {
            if (execution.Result is not { } previous) return false;
            redriven = execution.BeginRedrive();
            run = Run(execution, previous);
        }
        // Whoever asks after the response sees the new attempt, not the end of the one before.
        await Task.WhenAny(redriven, run);
        return true;
    }

    /// <summary>Waits until an execution has ended.</summary>
    public async Task WaitAsync(RecordedExecution execution)
    {
        if (_running.TryGetValue(execution.Arn, out var run)) await run.Run;
    }

    /// <summary>Stops an execution and waits until it has ended. Does nothing if it has already ended.</summary>
    public async Task StopAsync(RecordedExecution execution, string? error, string? cause)
    {
        if (execution.MapRun is { } mapRun)
        {
            if (execution.Status == ExecutionStatus.Running) execution.TryStop(error, cause);
            await mapRun.StopChildAsync(execution.Arn);
            return;
        }
        if (!_running.TryGetValue(execution.Arn, out var run)) return;
        if (execution.Status == ExecutionStatus.Running) execution.TryStop(error, cause);
        await run.Stop.CancelAsync();
        await run.Run;
    }

    /// <summary>Stops all executions.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(All
        .Where(execution => execution.MapRun is null)
        .Select(execution => StopAsync(execution, "Server.Stopped", "The server was stopped.")));

    private Task Run(RecordedExecution execution, ExecutionResult? previous)
    {
        var stop = new CancellationTokenSource();
        var run = Task.Run(() => RunAsync(execution, previous, stop.Token));
        _running[execution.Arn] = (run, stop);
        return run;
    }

    private async Task RunAsync(RecordedExecution execution, ExecutionResult? previous, CancellationToken stopping)
    {
        var start = execution.Start;
        var options = new ExecutionOptions
        {
            Name = execution.Name,
            ExecutionArn = start.Arn,
            StateMachineArn = start.StateMachineArn,
            RoleArn = start.Revision.RoleArn,
            Debugger = start.Debugger,
            Mock = start.Mock is { } mock ? mock.Result : null,
            OnEvent = entry => OnEvent(start, entry),
            OnMapRun = run =>
            {
                execution.Add(run);
                _mapRuns[run.Arn] = run;
            },
        };
        execution.Result = await pipeline.RunAsync(
            start.Revision.Definition, JsonData.Parse(start.Input), previous, options, stopping);
    }

    private void OnEvent(ExecutionStart parent, ExecutionEvent entry)
    {
        if (entry is { MapRun: { } run, Event.Details: ExecutionStartedDetails child })
        {
            _all[entry.ExecutionArn] = new RecordedExecution(parent with
            {
                Arn = entry.ExecutionArn,
                StateMachineArn = StateMachineOf(run),
                MapRun = run,
                Input = child.Input.ToString(),
                Started = entry.Event.Timestamp,
            });
        }
        _all[entry.ExecutionArn].Add(entry.Event);
    }

    /// <summary>The time now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The state machine of the child executions of a Map Run: of <c>arn:…:mapRun:MACHINE/LABEL:UUID</c>,
    /// <c>MACHINE/LABEL</c>.</summary>
    public static string StateMachineOf(MapRun run) =>
        run.Arn[..run.Arn.LastIndexOf(':')].Replace(":mapRun:", ":stateMachine:", StringComparison.Ordinal);
}
