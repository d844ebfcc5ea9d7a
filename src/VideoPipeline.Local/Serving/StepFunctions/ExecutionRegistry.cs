using System.Collections.Concurrent;
using VideoPipeline.Local.Serving.StepFunctions.Durability;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The executions of the server, with their child executions and Map Runs, by ARN. Thread-safe.</summary>
internal sealed class ExecutionRegistry
{
    private readonly ConcurrentDictionary<string, RecordedExecution> _all = new();
    private readonly ConcurrentDictionary<string, MapRun> _mapRuns = new();

    // The executions of which only the summary has been read, by the ARNs of their Map Runs.
    private readonly ConcurrentDictionary<string, RecordedExecution> _unread = new();

    /// <summary>All executions, newest first; of an execution of which only the summary has been read, without its child
    /// executions.</summary>
    public IEnumerable<RecordedExecution> All => _all.Values
        .OrderByDescending(execution => execution.Start.Started)
        .ThenBy(execution => execution.Arn, StringComparer.Ordinal);

    /// <summary>The state machine of the child executions of a Map Run: of <c>arn:…:mapRun:MACHINE/LABEL:UUID</c>,
    /// <c>MACHINE/LABEL</c>.</summary>
    public static string StateMachineOf(MapRun run) =>
        run.Arn[..run.Arn.LastIndexOf(':')].Replace(":mapRun:", ":stateMachine:", StringComparison.Ordinal);

    /// <summary>Finds an execution by its ARN; null if it does not exist.</summary>
    public RecordedExecution? Find(string arn)
    {
        if (_all.TryGetValue(arn, out var execution)) return execution;
        // A child execution, execution:MACHINE/LABEL:NAME, of one of the Map Runs mapRun:MACHINE/LABEL:ID.
        var workflow = arn[..(arn.LastIndexOf(':') + 1)].Replace(":execution:", ":mapRun:", StringComparison.Ordinal);
        foreach (var (run, unread) in _unread)
        {
            if (!run.StartsWith(workflow, StringComparison.Ordinal)) continue;
            unread.ReadRest();
            if (_all.TryGetValue(arn, out execution)) return execution;
        }
        return null;
    }

    /// <summary>Finds an execution by its name; null if it does not exist.</summary>
    public RecordedExecution? FindByName(string name) => _all.Values.FirstOrDefault(execution => execution.Name == name);

    /// <summary>Finds a Map Run by its ARN; null if it does not exist.</summary>
    public MapRun? FindMapRun(string arn)
    {
        if (_unread.TryGetValue(arn, out var unread)) unread.ReadRest();
        return _mapRuns.GetValueOrDefault(arn);
    }

    /// <summary>Finds a Map Run by the ARN of the state machine of its child executions, <c>…MACHINE/LABEL</c>; null if there
    /// is none.</summary>
    public MapRun? FindMapRunOf(string stateMachineArn)
    {
        var runs = stateMachineArn.Replace(":stateMachine:", ":mapRun:", StringComparison.Ordinal) + ":";
        var arn = _mapRuns.Keys.Concat(_unread.Keys).FirstOrDefault(run => run.StartsWith(runs, StringComparison.Ordinal));
        return arn is null ? null : FindMapRun(arn);
    }

    /// <summary>The Map Runs that an execution or a child execution has started, in the order of their start.</summary>
    public IReadOnlyList<MapRun> MapRunsOf(RecordedExecution execution)
    {
        execution.ReadRest();
        return [.. _mapRuns.Values.Where(run => run.ExecutionArn == execution.Arn).OrderBy(run => run.StartDate)];
    }

    /// <summary>Adds an execution.</summary>
    public void Add(RecordedExecution execution) => _all[execution.Arn] = execution;

    /// <summary>Adds a Map Run of an execution or of its child executions.</summary>
    public void Add(RecordedExecution root, MapRun run)
    {
        root.Add(run);
        _mapRuns[run.Arn] = run;
    }

    /// <summary>Adds a Map Run in the place of the one of the same ARN, which a redrive reads again.</summary>
    public void Replace(RecordedExecution root, MapRun run)
    {
        Add(root, run);
        foreach (var child in _all.Values.Where(child => child.MapRun?.Arn == run.Arn)) child.Replace(run);
    }

    /// <summary>Adds what has been read from a journal.</summary>
    public void Add(RestoredExecution restored)
    {
        foreach (var execution in restored.Executions) _all.TryAdd(execution.Arn, execution);
        foreach (var run in restored.MapRuns) _mapRuns[run.Arn] = run;
        foreach (var arn in restored.Root.UnreadMapRunArns) _unread[arn] = restored.Root;
    }

    /// <summary>Adds the rest of an execution of which only the summary had been read.</summary>
    public void AddRest(RecordedExecution execution, RestoredExecution rest)
    {
        execution.Adopt(rest.Root);
        Add(rest);
        foreach (var run in rest.MapRuns) _unread.TryRemove(run.Arn, out _);
    }

    /// <summary>Removes the executions of a state machine with their journals, unless one is running.</summary>
    /// <param name="stateMachineArn">The state machine.</param>
    /// <param name="isRunning">Whether an execution, which is not a child execution, is running.</param>
    /// <returns>False if one is running.</returns>
    public bool TryRemove(string stateMachineArn, Func<RecordedExecution, bool> isRunning)
    {
        var own = _all.Values.Where(execution => execution.Start.Machine.Arn == stateMachineArn).ToArray();
        if (own.Any(execution => execution.MapRun is null && isRunning(execution))) return false;
        foreach (var execution in own)
        {
            _all.TryRemove(execution.Arn, out _);
            if (execution.MapRun is null) execution.Journal.Delete();
        }
        var runs = stateMachineArn.Replace(":stateMachine:", ":mapRun:", StringComparison.Ordinal) + "/";
        foreach (var run in _mapRuns.Keys.Concat(_unread.Keys))
        {
            if (!run.StartsWith(runs, StringComparison.Ordinal)) continue;
            _mapRuns.TryRemove(run, out _);
            _unread.TryRemove(run, out _);
        }
        return true;
    }
}
