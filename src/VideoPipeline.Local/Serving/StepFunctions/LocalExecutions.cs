using System.Collections.Concurrent;
using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving.StepFunctions.Durability;
using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tasks;

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
    private readonly ConcurrentDictionary<string, (Task Run, CancellationTokenSource Stop)> _running = new();
    private readonly List<(RecordedExecution Execution, ExecutionResult? Interrupted)> _interrupted = [];
    private volatile bool _isSuspended;

    /// <summary>The executions.</summary>
    public ExecutionRegistry Known { get; } = new();

    /// <summary>An execution, or child execution, has another event; or its end was recorded, or an attempt begun, without one:
    /// then the event is null. Called from any thread; must return quickly and must not throw.</summary>
    public event Action<RecordedExecution, HistoryEvent?>? Changed;

    /// <summary>The time now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Called when an execution has ended, with its state machine.</summary>
    public Action<LocalStateMachine>? OnEnded { get; set; }

    /// <summary>Whether the server ends: what happens now is not recorded, and must not be told.</summary>
    public bool IsSuspended => _isSuspended;

    /// <summary>Reads the executions of earlier servers.</summary>
    /// <param name="machines">The state machines, to which those are added that have been deleted while executions of them were
    /// running.</param>
    /// <param name="deleted">The ARNs of state machines that have been deleted, and their ended executions with them.</param>
    /// <param name="mocks">The test cases of state machines.</param>
    public void Restore(LocalStateMachines machines, IReadOnlySet<string> deleted, MockConfiguration mocks)
    {
        var restorer = new ExecutionRestorer(folder, deleted, mocks, log, time);
        foreach (var restored in restorer.Restore(machines, ReadRest))
        {
            Known.Add(restored);
            if (restored.Root.Status != ExecutionStatus.Running) continue;
            if (deleted.Contains(restored.Root.Start.StateMachineArn))
                machines.GetOrAdd(restored.Root.Start.Machine).BeginDeletion();
            var interrupted = restored.Result is { History.Count: > 0 } result ? result : null;
            if (interrupted is not null) pipeline.Tokens.Expect(interrupted, Journal(restored.Root));
            _interrupted.Add((restored.Root, interrupted));
        }

        void ReadRest(RecordedExecution execution) => Known.AddRest(execution, restorer.ReadAll(execution));
    }

    /// <summary>Goes on with the executions that were running when an earlier server ended.</summary>
    public void Resume()
    {
        foreach (var (execution, interrupted) in _interrupted) Run(execution, interrupted);
        _interrupted.Clear();
    }

    /// <summary>Starts an execution, or returns the running one of the same name and input.</summary>
    /// <returns>Null if an execution of this name has ended, or has a different input.</returns>
    /// <exception cref="ApiException">StateMachineDeleting.</exception>
    public RecordedExecution? Start(ExecutionStart start)
    {
        lock (_starting)
        {
            _ = start.Machine.Usable();
            if (Known.Find(start.Arn) is { } existing)
            {
                var isSame = existing.Input == start.Input && existing.Start.Mock?.TestCase == start.Mock?.TestCase;
                return isSame && existing.Status == ExecutionStatus.Running ? existing : null;
            }
            var execution = new RecordedExecution(start, ExecutionJournal.Create(start, folder));
            Known.Add(execution);
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
            _ = execution.Start.Machine.Usable();
            var previous = execution.Journal.ReadResult(execution.Arn, execution.Name);
            execution.ReadRest();
            foreach (var mapRun in ExecutionRestorer.MapRuns(previous)) Known.Replace(execution, mapRun);
            redriven = execution.BeginRedrive(previous);
            run = Run(execution, previous);
        }
        // Whoever asks after the response sees the new attempt, not the end of the one before.
        await Task.WhenAny(redriven, run);
        return true;
    }

    /// <summary>Begins to delete a state machine: no more executions of it start.</summary>
    public void BeginDeletion(LocalStateMachine machine)
    {
        lock (_starting) machine.BeginDeletion();
    }

    /// <summary>Deletes the executions of a state machine, if all have ended.</summary>
    /// <returns>False if one is running.</returns>
    public bool Forget(string stateMachineArn)
    {
        lock (_starting) return Known.TryRemove(stateMachineArn, execution => _running.ContainsKey(execution.Arn));
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
            Mock = Mock(execution),
            Journal = Journal(execution),
            OnMapRun = run => Known.Add(execution, run),
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
            if (!_isSuspended) OnEnded?.Invoke(start.Machine);
        }
    }

    private static TaskMock? Mock(RecordedExecution execution)
    {
        if (execution.Start.Mock is not { } mock) return null;
        mock.OnInvocation = execution.Journal.AppendInvocation;
        return mock.Result;
    }

    private Action<JournalEntry> Journal(RecordedExecution root) => entry =>
    {
        if (_isSuspended) return;
        var place = root.Journal.Append(entry);
        if (entry is ChildStartedEntry { Child: { } child } started)
            Known.Add(ExecutionRestorer.Child(root, child, Known.FindMapRun(started.MapRunArn)!, started.Index));
        if (entry is not EventEntry { Event: var recorded }) return;
        var execution = entry.Child is null ? root : Known.Find(entry.Child)!;
        ExecutionRestorer.Apply(execution, recorded, place);
        Changed?.Invoke(execution, recorded);
        if (recorded.Details is StateExitedDetails && root.Start.Machine.IsDeleting) StopSoon(root);
    };

    // The next state does not start. The caller, which is in the execution, does not wait for its end.
    private void StopSoon(RecordedExecution execution)
    {
        if (_running.TryGetValue(execution.Arn, out var run)) _ = run.Stop.CancelAsync();
    }
}
