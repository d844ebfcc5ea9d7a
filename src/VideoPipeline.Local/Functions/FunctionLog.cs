using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Functions;

/// <summary>A line that a function logged.</summary>
/// <param name="Time">When it arrived.</param>
/// <param name="Line">The function and the text.</param>
/// <param name="ExecutionArn">The execution or child execution whose task invoked the function; null if that is not
/// known.</param>
/// <param name="State">The state of the task; null if that is not known.</param>
/// <param name="TaskId">The <see cref="TaskInvocation.Id"/> of the attempt; null if that is not known.</param>
internal sealed record FunctionLogEntry(
    DateTimeOffset Time, FunctionLogLine Line, string? ExecutionArn, string? State, string? TaskId);

/// <summary>The last lines that the functions logged. Thread-safe.</summary>
internal sealed class FunctionLog(TimeProvider time)
{
    /// <summary>How many lines it keeps.</summary>
    public const int Capacity = 20_000;

    private readonly Lock _lock = new();
    private readonly Queue<FunctionLogEntry> _entries = new();

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyList<FunctionLogEntry> Entries
    {
        get
        {
            lock (_lock) return [.. _entries];
        }
    }

    /// <summary>Adds a line, and forgets the oldest one if there are too many.</summary>
    /// <param name="line">The line.</param>
    /// <param name="task">The task that invoked the function; null if that is not known.</param>
    public void Add(FunctionLogLine line, TaskInvocation? task)
    {
        lock (_lock)
        {
            if (_entries.Count == Capacity) _entries.Dequeue();
            _entries.Enqueue(new FunctionLogEntry(time.GetUtcNow(), line, task?.ExecutionArn, task?.StateName, task?.Id));
        }
    }
}
