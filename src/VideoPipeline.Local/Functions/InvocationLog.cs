using System.Collections.Concurrent;

namespace VideoPipeline.Local.Functions;

/// <summary>The log lines of one invocation, for a caller that asks for them. Thread-safe.</summary>
internal sealed class InvocationLog
{
    private static readonly AsyncLocal<InvocationLog?> s_current = new();

    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>The log of the invocation that the code runs for, which flows with its execution context; null if nobody
    /// asked for it.</summary>
    public static InvocationLog? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>The request ID of the invocation.</summary>
    public string RequestId { get; } = NewRequestId();

    /// <summary>The request ID of the invocation that the code runs for, or a new one if nobody asked for its log.</summary>
    public static string CurrentRequestId() => Current?.RequestId ?? NewRequestId();

    /// <summary>The lines so far.</summary>
    public IEnumerable<string> Lines => _lines;

    /// <summary>Adds a line.</summary>
    public void Add(string line) => _lines.Enqueue(line);

    private static string NewRequestId() => Guid.NewGuid().ToString();
}
