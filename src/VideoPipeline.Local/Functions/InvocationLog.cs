using System.Collections.Concurrent;

namespace VideoPipeline.Local.Functions;

/// <summary>The log lines of one invocation, for a caller that asks for them. Thread-safe.</summary>
/// <param name="function">The name of the function.</param>
internal sealed class InvocationLog(string function)
{
    private static readonly AsyncLocal<InvocationLog?> s_current = new();

    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>The log of the invocation that the code runs for; null if nobody asked for it.</summary>
    public static InvocationLog? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>The request ID of the invocation.</summary>
    public string RequestId { get; } = Guid.NewGuid().ToString();

    /// <summary>The name of the function.</summary>
    public string Function => function;

    /// <summary>The lines so far.</summary>
    public IEnumerable<string> Lines => _lines;

    /// <summary>Adds a line.</summary>
    public void Add(string line) => _lines.Enqueue(line);
}

/// <summary>
/// Finds the invocations that a log line belongs to. Lines of functions in this process have the invocation's context; those of
/// processes are of the function's invocations that are running.
/// </summary>
/// <param name="isolated">Whether functions run in processes.</param>
internal sealed class InvocationLogs(bool isolated)
{
    private readonly ConcurrentDictionary<InvocationLog, bool> _running = new();

    /// <summary>Collects the lines of an invocation that the calling code makes, until the result is disposed.</summary>
    public IDisposable Collect(InvocationLog log)
    {
        InvocationLog.Current = log;
        _running[log] = true;
        return new Collection(() => _running.TryRemove(log, out _));
    }

    /// <summary>Adds a line to the invocations that it belongs to.</summary>
    public void Add(FunctionLogLine line)
    {
        if (!isolated)
        {
            InvocationLog.Current?.Add(line.Text);
            return;
        }
        foreach (var log in _running.Keys)
            if (log.Function == line.Function) log.Add(line.Text);
    }

    private sealed class Collection(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
