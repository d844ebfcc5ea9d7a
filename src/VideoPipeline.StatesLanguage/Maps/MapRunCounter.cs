using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>Counts the items, or the child executions, of a Map Run by status. Not thread-safe.</summary>
internal sealed class MapRunCounter
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

    public void Retry() => (Failed, TimedOut, Aborted) = (0, 0, 0);

    public MapRunCounts Snapshot(int pendingRedrive) => new(
        Total, Total - Running - Succeeded - Failed - TimedOut - Aborted - pendingRedrive, Running, Succeeded, Failed,
        TimedOut, Aborted, pendingRedrive);
}

/// <summary>The number of items, or child executions, of a Map Run by status.</summary>
public readonly record struct MapRunCounts(
    int Total, int Pending, int Running, int Succeeded, int Failed, int TimedOut, int Aborted, int PendingRedrive);
