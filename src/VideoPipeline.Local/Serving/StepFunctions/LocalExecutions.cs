using System.Collections.Concurrent;
using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving.StepFunctions.Durability;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Runs executions concurrently and keeps them and their child executions, in memory and in a folder.</summary>
/// <param name="pipeline">Runs them.</param>
/// <param name="folder">The folder with their journals.</param>
/// <param name="log">Receives remarks about journals.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalExecutions(HostedPipeline pipeline, ServerFolder folder, Action<string> log, TimeProvider time)
    : IAsyncDisposable
{
    private readonly Lock _starting = new();
    private readonly ConcurrentDictionary<string, RecordedExecution> _all = new();
    private readonly ConcurrentDictionary<string, MapRun> _mapRuns = new();
    private readonly ConcurrentDictionary<string, (Task Run, CancellationTokenSource Stop)> _running = new();
    private readonly List<(RecordedExecution Execution, ExecutionResult? Interrupted)> _interrupted = [];
    private volatile bool _isSuspended;

    /// <summary>An execution, or child execution, has another event; or its end was recorded, or an attempt begun, without one:
    /// then the event is null. Called from any thread; must return quickly and must not throw.</summary>
    public event Action<RecordedExecution, HistoryEvent?>? Changed;

    /// <summary>All executions, including child executions, newest first.</summary>
    public IEnumerable<RecordedExecution> All => _all.Values
        .OrderByDescending(execution => execution.Start.Started)
        .ThenBy(execution => execution.Arn, StringComparer.Ordinal);

    /// <summary>The time now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Whether the server ends: what happens now is not recorded, and must not be told.</summary>
    public bool IsSuspended => _isSuspended;

    /// <summary>Finds an execution by its ARN; null if it does not exist.</summary>
    public RecordedExecution? Find(string arn) => _all.GetValueOrDefault(arn);

    /// <summary>Finds an execution by its name; null if it does not exist.</summary>
    public RecordedExecution? FindByName(string name) => _all.Values.FirstOrDefault(execution => execution.Name == name);

    /// <summary>Finds a Map Run by its ARN; null if it does not exist.</summary>
    public MapRun? FindMapRun(string arn) => _mapRuns.GetValueOrDefault(arn);

    /// <summary>Reads the executions of earlier servers.</summary>
    /// <param name="findMachine">Finds a state machine by its ARN; null if it does not exist.</param>
    /// <param name="deleted">The ARNs of state machines that have been deleted, and their executions with them.</param>
    public void Restore(Func<string, LocalStateMachine?> findMachine, IReadOnlySet<string> deleted)
    {
        foreach (var restored in new ExecutionRestorer(folder, deleted, log, Now).Restore(findMachine))
        {
            foreach (var execution in restored.Executions) _all[execution.Arn] = execution;
            foreach (var run in restored.MapRuns) _mapRuns[run.Arn] = run;
            if (restored.Root.Status != ExecutionStatus.Running) continue;
            if (restored.Result.History.Count > 0) pipeline.Tokens.Expect(restored.Result, Journal(restored.Root));
            _interrupted.Add((restored.Root, restored.Result.History.Count > 0 ? restored.Result : null));
        }
    }

    /// <summary>Goes on with the executions that were running when an earlier server ended.</summary>
    public void Resume()
    {
        foreach (var (execution, interrupted) in _interrupted) Run(execution, interrupted);
        _interrupted.Clear();
    }

    /// <summary>Starts an execution, or returns the running one of the same name and input.</summary>
    /// <returns>Null if an execution of this name has ended, or has a different input.</returns>
    public RecordedExecution? Start(ExecutionStart start)
    {
        lock (_starting)
        {
            if (_all.TryGetValue(start.Arn, out var existing))
            {
                var isSame = existing.Input == start.Input && existing.Start.Mock?.TestCase == start.Mock?.TestCase;
                return isSame && existing.Status == ExecutionStatus.Running ? existing : null;
            }
            var execution = new RecordedExecution(start, ExecutionJournal.Create(start, folder));
            _all[start.Arn] = execution;
            Run(execution, null);
            Changed?.Invoke(execution, null);
            return execution;
        }
    }

    /// <summary>Starts the next attempt of an execution that has ended, and waits until its history has it.</summary>
    /// <returns>False if it runs already.</returns>
    public async Task<bool> RedriveAsync(RecordedExecution execution)
    {
        // Its last event is there a moment before its end.
        if (_running.TryGetValue(execution.Arn, out var ending)) await ending.Run;
        Task redriven, run;
        lock (_starting)
        {
            if (!execution.IsComplete) return false;
            var previous = execution.Journal.ReadResult(execution.Arn, execution.Name);
            foreach (var mapRun in previous.MapRuns) Add(execution, mapRun);
            redriven = execution.BeginRedrive(previous);
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
        if (_isSuspended) return;
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

    /// <summary>Suspends all executions: they go on when a server has the folder again.</summary>
    public async ValueTask DisposeAsync()
    {
        _isSuspended = true;
        await Task.WhenAll(_running.Values.Select(async run =>
        {
            await run.Stop.CancelAsync();
            await run.Run;
        }));
    }

    private Task Run(RecordedExecution execution, ExecutionResult? previous)
    {
        var stop = new CancellationTokenSource();
        if (execution.IsStopping) stop.Cancel();
        var isKnown = new TaskCompletionSource();
        var run = Task.Run(async () =>
        {
            await isKnown.Task;
            await RunAsync(execution, previous, stop.Token);
        });
        _running[execution.Arn] = (run, stop);
        isKnown.SetResult();
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
            Journal = Journal(execution),
            OnMapRun = run => Add(execution, run),
        };
        try
        {
            await pipeline.RunAsync(start.Revision.Definition, JsonData.Parse(execution.Input), previous, options, stopping);
            if (_isSuspended) return;
            execution.Complete();
            Changed?.Invoke(execution, null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log($"{execution.Arn} stops until the next start of the server: {exception.Message}");
        }
        finally
        {
            _running.TryRemove(execution.Arn, out _);
        }
    }

    private void Add(RecordedExecution execution, MapRun run)
    {
        execution.Add(run);
        _mapRuns[run.Arn] = run;
    }

    /// <summary>The state machine of the child executions of a Map Run: of <c>arn:…:mapRun:MACHINE/LABEL:UUID</c>,
    /// <c>MACHINE/LABEL</c>.</summary>
    public static string StateMachineOf(MapRun run) =>
        run.Arn[..run.Arn.LastIndexOf(':')].Replace(":mapRun:", ":stateMachine:", StringComparison.Ordinal);

    private Action<JournalEntry> Journal(RecordedExecution root) => entry =>
    {
        if (_isSuspended) return;
        var place = root.Journal.Append(entry);
        if (entry is ChildStartedEntry { Child: { } child } started)
            _all[child] = ExecutionRestorer.Child(root, child, _mapRuns[started.MapRunArn]);
        if (entry is not EventEntry { Event: var recorded }) return;
        var execution = entry.Child is null ? root : _all[entry.Child];
        ExecutionRestorer.Apply(execution, recorded, place);
        Changed?.Invoke(execution, recorded);
    };
}
