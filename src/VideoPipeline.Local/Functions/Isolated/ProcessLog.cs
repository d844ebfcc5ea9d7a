namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>
/// Passes the lines of a process on in the execution context of the invocation that they belong to, so that whoever receives them
/// can tell which. Thread-safe.
/// </summary>
/// <param name="log">Receives the lines.</param>
internal sealed class ProcessLog(Action<string> log)
{
    private readonly Lock _lock = new();

    // A process serves one invocation at a time, but what it wrote last may be read when the next one has begun.
    private Served? _current, _previous;

    /// <summary>The process serves an invocation from now on: the one in whose execution context this is called.</summary>
    /// <param name="requestId">Its request ID.</param>
    public void Begin(string requestId)
    {
        lock (_lock)
        {
            // The first invocation also starts the process.
            if (_current?.RequestId != requestId) _previous = _current;
            _current = new Served(requestId, ExecutionContext.Capture());
        }
    }

    /// <summary>Passes a line on: if it names the request before, on behalf of that, otherwise of the current one.</summary>
    public void Write(string line)
    {
        Served? served;
        lock (_lock) served = _previous is { } previous && line.Contains(previous.RequestId) ? previous : _current;
        if (served?.Context is { } context) ExecutionContext.Run(context, _ => log(line), null);
        else log(line);
    }

    private sealed record Served(string RequestId, ExecutionContext? Context);
}
