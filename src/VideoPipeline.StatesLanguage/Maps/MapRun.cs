using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>A Map Run of a distributed Map state. Thread-safe: it can be read while it is running.</summary>
public sealed class MapRun
{
    private readonly Lock _gate = new();
    private readonly StatusCounter _items = new();
    private readonly StatusCounter _children = new();
    private readonly SortedList<int, ExecutionResult> _executions = [];
    private ExecutionStatus _status = ExecutionStatus.Running;
    private DateTimeOffset? _stopDate;

    internal MapRun(
        string arn, string stateName, string executionArn, FailureTolerance tolerance, DateTimeOffset startDate) =>
        (Arn, StateName, ExecutionArn, Tolerance, StartDate) = (arn, stateName, executionArn, tolerance, startDate);

    /// <summary><c>arn:aws:states:REGION:ACCOUNT:mapRun:MACHINE/LABEL:UUID</c>.</summary>
    public string Arn { get; }

    /// <summary>The name of the Map state.</summary>
    public string StateName { get; }

    /// <summary>The ARN of the execution that contains the Map state.</summary>
    public string ExecutionArn { get; }

    public FailureTolerance Tolerance { get; }

    public DateTimeOffset StartDate { get; }

    public DateTimeOffset? StopDate => Locked(() => _stopDate);

    public ExecutionStatus Status => Locked(() => _status);

    /// <summary>The number of items by status. The status of an item is that of its batch.</summary>
    public MapRunCounts ItemCounts => Locked(_items.Snapshot);

    /// <summary>The number of child executions by status.</summary>
    public MapRunCounts ExecutionCounts => Locked(_children.Snapshot);

    /// <summary>The results of the child executions that have ended, in the order of their items.</summary>
    public IReadOnlyList<ExecutionResult> Executions => Locked(() => _executions.Values.ToArray());

    internal void SetTotals(int items, int children) => Locked(() => (_items.Total, _children.Total) = (items, children));

    internal void ChildStarted(int items) => Locked(() =>
    {
        _items.Running += items;
        return _children.Running++;
    });

    /// <summary>Records the result of a child execution.</summary>
    /// <returns>Whether the tolerated failures are exceeded.</returns>
    internal bool ChildEnded(int index, int items, ExecutionResult child) => Locked(() =>
    {
        _items.End(child.Status, items);
        _children.End(child.Status, 1);
        _executions.Add(index, child);
        return Tolerance.IsExceeded(_items.Failed + _items.TimedOut, _items.Total);
    });

    internal void End(ExecutionStatus status, DateTimeOffset time) =>
        Locked(() => (_status, _stopDate) = (status, time));

    private T Locked<T>(Func<T> read)
    {
        lock (_gate) return read();
    }

    private sealed class StatusCounter
    {
        public int Total { get; set; }

        public int Running { get; set; }

        public int Failed { get; private set; }

        public int TimedOut { get; private set; }

        private int Succeeded { get; set; }

        private int Aborted { get; set; }

        public void End(ExecutionStatus status, int count)
        {
            Running -= count;
            switch (status)
            {
                case ExecutionStatus.Succeeded: Succeeded += count; break;
                case ExecutionStatus.Failed: Failed += count; break;
                case ExecutionStatus.TimedOut: TimedOut += count; break;
                default: Aborted += count; break;
            }
        }

        public MapRunCounts Snapshot() => new(
            Total, Total - Running - Succeeded - Failed - TimedOut - Aborted, Running, Succeeded, Failed, TimedOut,
            Aborted);
    }
}

/// <summary>The number of items, or child executions, of a Map Run by status.</summary>
public readonly record struct MapRunCounts(
    int Total, int Pending, int Running, int Succeeded, int Failed, int TimedOut, int Aborted);
