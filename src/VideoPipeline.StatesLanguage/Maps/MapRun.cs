using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>A Map Run of a distributed Map state. Thread-safe: it can be read while it is running.</summary>
public sealed class MapRun
{
    private readonly Lock _gate = new();
    private readonly MapRunCounter _items = new();
    private readonly MapRunCounter _children = new();
    private readonly SortedDictionary<int, ExecutionResult> _executions = [];
    private readonly Dictionary<string, RunningChild> _running = new(StringComparer.Ordinal);
    private FailureTolerance _tolerance;
    private int _maxConcurrency;
    private Action<JournalEntry>? _writeLimits;
    private bool _hasUnwrittenLimits;

    // From where child executions go on: those that failed before a redrive, or were interrupted.
    private readonly SortedDictionary<int, ExecutionResult> _previous = [];

    // Those of them that failed, by their ARNs, with the number of their items.
    private readonly Dictionary<string, int> _pendingRedrive = new(StringComparer.Ordinal);

    private ExecutionStatus _status = ExecutionStatus.Running;
    private DateTimeOffset? _stopDate;
    private DateTimeOffset? _redriveDate;
    private int _redriveCount;
    private int _resultsWritten;
    private IReadOnlyList<ChildInput> _inputs = [];

    internal MapRun(
        string arn, string label, string stateName, string executionArn, FailureTolerance tolerance, int maxConcurrency,
        DateTimeOffset startDate) =>
        (Arn, Label, StateName, ExecutionArn, _tolerance, _maxConcurrency, StartDate) =
            (arn, label, stateName, executionArn, tolerance, maxConcurrency, startDate);

    /// <summary><c>arn:aws:states:REGION:ACCOUNT:mapRun:MACHINE/LABEL:UUID</c>.</summary>
    public string Arn { get; }

    /// <summary>The UUID at the end of the ARN, after which AWS names the folder of the results.</summary>
    internal string Id => Arn[(Arn.LastIndexOf(':') + 1)..];

    /// <summary>The label in the ARN.</summary>
    public string Label { get; }

    /// <summary>The name of the Map state.</summary>
    public string StateName { get; }

    /// <summary>The ARN of the execution that contains the Map state.</summary>
    public string ExecutionArn { get; }

    public FailureTolerance Tolerance => Locked(() => _tolerance);

    /// <summary>The maximum number of child executions that run at the same time; 0 for AWS's own.</summary>
    public int MaxConcurrency => Locked(() => _maxConcurrency);

    /// <summary>The number of results that a ResultWriter has written.</summary>
    public int ResultsWritten => Locked(() => _resultsWritten);

    public DateTimeOffset StartDate { get; }

    public DateTimeOffset? StopDate => Locked(() => _stopDate);

    public ExecutionStatus Status => Locked(() => _status);

    /// <summary>The number of items by status. The status of an item is that of its batch.</summary>
    public MapRunCounts ItemCounts => Locked(() => _items.Snapshot(_pendingRedrive.Values.Sum()));

    /// <summary>The number of child executions by status.</summary>
    public MapRunCounts ExecutionCounts => Locked(() => _children.Snapshot(_pendingRedrive.Count));

    /// <summary>The results of the child executions that have ended, in the order of their items.</summary>
    public IReadOnlyList<ExecutionResult> Executions => Locked(() => _executions.Values.ToArray());

    /// <summary>How often the Map Run has been redriven.</summary>
    public int RedriveCount => Locked(() => _redriveCount);

    /// <summary>When it was redriven last; null if it was not.</summary>
    public DateTimeOffset? RedriveDate => Locked(() => _redriveDate);

    /// <summary>Changes limits while the Map Run is running (UpdateMapRun).</summary>
    /// <param name="maxConcurrency">As <see cref="MaxConcurrency"/>; null to keep it. Child executions that are running go
    /// on.</param>
    /// <param name="toleratedFailures">As <see cref="FailureTolerance.Count"/>; null to keep it.</param>
    /// <param name="toleratedPercentage">As <see cref="FailureTolerance.Percentage"/>; null to keep it.</param>
    /// <returns>False if the Map Run is not running.</returns>
    public bool TryUpdate(int? maxConcurrency, long? toleratedFailures, double? toleratedPercentage)
    {
        lock (_gate)
        {
            if (_status != ExecutionStatus.Running) return false;
            SetLimits(
                maxConcurrency ?? _maxConcurrency,
                new FailureTolerance(toleratedFailures ?? _tolerance.Count, toleratedPercentage ?? _tolerance.Percentage));
            WriteLimits();
        }
        Updated?.Invoke();
        return true;
    }

    /// <summary>Stops a child execution (StopExecution), which ends as ABORTED. The others go on, and the Map Run does not fail
    /// by it.</summary>
    /// <returns>Completes when the child execution has ended; at once if it is not running.</returns>
    public async Task StopChildAsync(string executionArn)
    {
        if (Locked(() => _running.GetValueOrDefault(executionArn)) is { } child) await child.StopAsync().ConfigureAwait(false);
    }

    /// <summary>Whether a child execution did not succeed before the Map Run was redriven, and its next attempt has not started
    /// yet.</summary>
    public bool IsPendingRedrive(string executionArn) => Locked(() => _pendingRedrive.ContainsKey(executionArn));

    /// <summary>The number of items that a child execution processes.</summary>
    /// <param name="index">The index of its input.</param>
    public int ItemCount(int index) => Inputs[index].ItemCount;

    /// <summary>Called when limits have changed; null before the child executions start.</summary>
    internal Action? Updated { get; set; }

    /// <summary>Sets what writes changes of the limits to the journal, and writes one that has been made already.</summary>
    internal void WriteLimitsTo(Action<JournalEntry> write) => Locked(() =>
    {
        _writeLimits = write;
        if (_hasUnwrittenLimits) WriteLimits();
        return true;
    });

    internal void SetLimits(int maxConcurrency, FailureTolerance tolerance) =>
        Locked(() => (_maxConcurrency, _tolerance) = (maxConcurrency, tolerance));

    /// <summary>The inputs of the child executions; empty until they are known.</summary>
    internal IReadOnlyList<ChildInput> Inputs => Locked(() => _inputs);

    internal void SetInputs(IReadOnlyList<ChildInput> inputs) => Locked(() =>
    {
        _inputs = inputs;
        return (_items.Total, _children.Total) = (inputs.Sum(input => input.ItemCount), inputs.Count);
    });

    /// <summary>The child executions that have been interrupted.</summary>
    public IReadOnlyList<ExecutionResult> Interrupted =>
        Locked(() => _previous.Values.Where(child => child.Status == ExecutionStatus.Running).ToArray());

    /// <summary>Whether the tolerated failures are exceeded.</summary>
    internal bool IsExceeded => Locked(() => _tolerance.IsExceeded(_items.Failed + _items.TimedOut, _items.Total));

    /// <summary>The indices of the child executions that have not ended.</summary>
    internal IReadOnlyList<int> Pending() => Locked(() =>
        Enumerable.Range(0, _inputs.Count).Where(index => !_executions.ContainsKey(index)).ToArray());

    /// <summary>The indices of the child executions that have been interrupted.</summary>
    internal IReadOnlyList<int> PendingInterrupted() => Locked(() =>
        _previous.Where(child => child.Value.Status == ExecutionStatus.Running).Select(child => child.Key).ToArray());

    /// <summary>The inputs of the child executions that have not started.</summary>
    internal IReadOnlyList<ChildInput> NotStarted =>
        Locked(() => _inputs.Where((_, index) => !_executions.ContainsKey(index)).ToArray());

    /// <summary>Starts the Map Run again: what did not succeed is pending.</summary>
    internal void Redrive(DateTimeOffset time) => Locked(() =>
    {
        foreach (var (index, child) in _executions.ToArray())
        {
            if (child.Status == ExecutionStatus.Succeeded) continue;
            _executions.Remove(index);
            AddPrevious(index, child);
        }
        _items.Retry();
        _children.Retry();
        _redriveCount++;
        return (_status, _stopDate, _redriveDate) = (ExecutionStatus.Running, null, time);
    });

    internal void SetResultsWritten(int count) => Locked(() => _resultsWritten = count);

    /// <summary>Records that a child execution starts.</summary>
    /// <returns>From where it goes on; null if it is new.</returns>
    internal ExecutionResult? ChildStarted(int index) => Locked(() =>
    {
        _items.Running += _inputs[index].ItemCount;
        _children.Running++;
        if (!_previous.Remove(index, out var previous)) return null;
        _pendingRedrive.Remove(previous.ExecutionArn);
        return previous;
    });

    /// <summary>Makes a child execution that starts stoppable, until it has ended.</summary>
    internal void Add(RunningChild child) => Locked(() => _running[child.ExecutionArn] = child);
    /// <summary>Adds a child execution that has ended.</summary>
    internal void Restore(int index, ExecutionResult child) => Locked(() =>
    {
        _items.Running += _inputs[index].ItemCount;
        _children.Running++;
        ChildEnded(index, child);
        return true;
    });

    /// <summary>Adds a child execution from which to go on.</summary>
    internal void Interrupt(int index, ExecutionResult child) => Locked(() =>
    {
        AddPrevious(index, child);
        return true;
    });

    /// <summary>Records the result of a child execution.</summary>
    internal void ChildEnded(int index, ExecutionResult child) => Locked(() =>
    {
        _running.Remove(child.ExecutionArn);
        _items.End(child.Status, _inputs[index].ItemCount);
        _children.End(child.Status, 1);
        _executions.Add(index, child);
        return true;
    });

    /// <summary>Forgets the inputs and the results, of which only the numbers remain.</summary>
    public void Release() => Locked(() =>
    {
        _inputs = [];
        _executions.Clear();
        _previous.Clear();
        return true;
    });

    internal void End(ExecutionStatus status, DateTimeOffset time) =>
        Locked(() => (_status, _stopDate) = (status, time));

    internal void AbortIfRunning(DateTimeOffset time)
    {
        if (Status == ExecutionStatus.Running) End(ExecutionStatus.Aborted, time);
    }

    private void AddPrevious(int index, ExecutionResult child)
    {
        _previous[index] = child;
        if (child.Status != ExecutionStatus.Running) _pendingRedrive[child.ExecutionArn] = _inputs[index].ItemCount;
    }

    private void WriteLimits()
    {
        _hasUnwrittenLimits = _writeLimits is null;
        _writeLimits?.Invoke(new MapRunLimitsEntry(Arn, _maxConcurrency, _tolerance));
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate) return read();
    }
}
