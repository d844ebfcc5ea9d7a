using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>A run of a distributed Map over its items, live: it may be read while it runs.</summary>
public sealed class MapRun
{
    private readonly Lock _gate = new();
    private readonly Tally _items = new();
    private readonly Tally _children = new();
    private readonly SortedList<int, ExecutionResult> _executions = [];
    private ExecutionStatus _status = ExecutionStatus.Running;
    private DateTimeOffset? _stopDate;

    internal MapRun(
        string arn, string stateName, string executionArn, FailureTolerance tolerance, DateTimeOffset startDate) =>
        (Arn, StateName, ExecutionArn, Tolerance, StartDate) = (arn, stateName, executionArn, tolerance, startDate);

    /// <summary><c>arn:aws:states:REGION:ACCOUNT:mapRun:MACHINE/LABEL:UUID</c>.</summary>
    public string Arn { get; }

    /// <summary>The Map state.</summary>
    public string StateName { get; }

    /// <summary>The execution that the Map state is in.</summary>
    public string ExecutionArn { get; }

    public FailureTolerance Tolerance { get; }

    public DateTimeOffset StartDate { get; }

    public DateTimeOffset? StopDate => Locked(() => _stopDate);

    public ExecutionStatus Status => Locked(() => _status);

    /// <summary>The items by what became of them; an item counts as the batch does that it is in.</summary>
    public MapRunCounts ItemCounts => Locked(_items.Snapshot);

    /// <summary>The child executions by what became of them.</summary>
    public MapRunCounts ExecutionCounts => Locked(_children.Snapshot);

    /// <summary>The child executions that have ended, in the order of their items.</summary>
    public IReadOnlyList<ExecutionResult> Executions => Locked(() => _executions.Values.ToArray());

    internal void Plan(int items, int children) => Locked(() => (_items.Total, _children.Total) = (items, children));

    internal void ChildStarted(int items) => Locked(() =>
    {
        _items.Running += items;
        return _children.Running++;
    });

    /// <summary>Counts a child that has ended.</summary>
    /// <returns>Whether more items have failed than are tolerated.</returns>
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

    private sealed class Tally
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

/// <summary>How many items, or child executions, of a Map Run are in which state.</summary>
public readonly record struct MapRunCounts(
    int Total, int Pending, int Running, int Succeeded, int Failed, int TimedOut, int Aborted);
