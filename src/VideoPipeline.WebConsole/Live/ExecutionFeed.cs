using VideoPipeline.Local.Serving;
using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.WebConsole.Live;

/// <summary>Tells pages which executions have changed, at most ten times a second, and keeps what they show of the child
/// executions. Thread-safe.</summary>
internal sealed class ExecutionFeed : IDisposable
{
    /// <summary>The time for which changes are collected.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // Durations of what runs.
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    // The history of each child execution is a file.
    private const int MaxReadAtOnce = 100;

    private readonly Lock _lock = new();
    private readonly LocalExecutions _executions;
    private readonly Dictionary<string, MapRunItems> _mapRuns = [];
    private readonly HashSet<string> _reading = [];
    private readonly HashSet<ExecutionDebugger> _debuggers = [];
    private readonly Timer _timer;
    private readonly List<Action<IReadOnlySet<string>>> _subscribers = [];
    private HashSet<string> _changed = [];

    public ExecutionFeed(ServedExecutions served)
    {
        _executions = served.Executions;
        _timer = new Timer(_ => Publish());
        _executions.Changed += OnChanged;
        foreach (var session in served.Sessions.All) Watch(session.Execution);
    }

    /// <summary>Calls back with the ARNs of executions that have changed, and each second with none, from any thread, until what
    /// is returned has been disposed. A change of a child execution is one of the execution that started it, too.</summary>
    public IDisposable Subscribe(Action<IReadOnlySet<string>> onChanged)
    {
        lock (_lock)
        {
            _subscribers.Add(onChanged);
            if (_subscribers.Count == 1 && _changed.Count == 0) _timer.Change(s_tick, Timeout.InfiniteTimeSpan);
        }
        return new Subscription(() =>
        {
            lock (_lock) _subscribers.Remove(onChanged);
        });
    }

    /// <summary>The child executions of a Map Run. Thousands that this server has not seen are read meanwhile: the result is
    /// <see cref="MapRunItems.IsPartial"/> then, and the execution that started the Map Run changes when they are.</summary>
    public MapRunItems Items(MapRun run)
    {
        lock (_lock)
        {
            if (_mapRuns.TryGetValue(run.Arn, out var known)) return known;
            if (_reading.Contains(run.Arn)) return MapRunItems.Partial;
        }
        RecordedExecution[] children = [.. ChildrenOf(run)];
        if (children.Length <= MaxReadAtOnce) return Read(run, children);
        lock (_lock)
        {
            if (_reading.Add(run.Arn)) _ = Task.Run(() => ReadInBackground(run, children));
        }
        return MapRunItems.Partial;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _executions.Changed -= OnChanged;
        _timer.Dispose();
    }

    private void ReadInBackground(MapRun run, IReadOnlyList<RecordedExecution> children)
    {
        Read(run, children);
        Mark(children[0]);
    }

    // They are in the journal.
    private MapRunItems Read(MapRun run, IReadOnlyList<RecordedExecution> children)
    {
        var items = new MapRunItems();
        foreach (var child in children) Add(items, child);
        lock (_lock)
        {
            _reading.Remove(run.Arn);
            if (!_mapRuns.TryAdd(run.Arn, items)) return _mapRuns[run.Arn];
        }
        // What has happened since they were read, or is new.
        foreach (var child in ChildrenOf(run))
        {
            if (child.EventCount > items.EventCount(child.Arn)) Add(items, child);
        }
        return items;
    }

    private IEnumerable<RecordedExecution> ChildrenOf(MapRun run) =>
        _executions.Known.All.Where(child => child.MapRun?.Arn == run.Arn).Reverse();

    // Events that are known change nothing.
    private static void Add(MapRunItems items, RecordedExecution child)
    {
        foreach (var entry in child.Events) items.Add(child.Arn, entry);
    }

    private void OnChanged(RecordedExecution execution, HistoryEvent? entry)
    {
        if (entry is null) Watch(execution);
        else if (execution.MapRun is { } run && Items(run) is { IsPartial: false } items)
        {
            // Those before may have come while the others were read.
            if (items.EventCount(execution.Arn) < entry.Id - 1) Add(items, execution);
            else items.Add(execution.Arn, entry);
        }
        Mark(execution);
    }

    // Pages show the states that a debugger holds.
    private void Watch(RecordedExecution execution)
    {
        if (execution.Start.Debugger is not { } debugger) return;
        lock (_lock)
        {
            if (!_debuggers.Add(debugger)) return;
        }
        debugger.Changed += () => Mark(execution);
    }

    private void Mark(RecordedExecution execution)
    {
        lock (_lock)
        {
            if (_changed.Count == 0) _timer.Change(Interval, Timeout.InfiniteTimeSpan);
            for (var changed = execution; changed is not null; changed = Parent(changed)) _changed.Add(changed.Arn);
        }
    }

    private RecordedExecution? Parent(RecordedExecution execution) =>
        execution.MapRun is { } run ? _executions.Known.Find(run.ExecutionArn) : null;

    private void Publish()
    {
        HashSet<string> changed;
        Action<IReadOnlySet<string>>[] subscribers;
        lock (_lock)
        {
            (changed, _changed) = (_changed, []);
            subscribers = [.. _subscribers];
            if (subscribers.Length > 0) _timer.Change(s_tick, Timeout.InfiniteTimeSpan);
        }
        foreach (var subscriber in subscribers) subscriber(changed);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
