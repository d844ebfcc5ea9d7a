using System.Threading.Channels;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>The communication of one process with the host through the Runtime API.</summary>
/// <param name="function">The logical ID of the function.</param>
/// <param name="address">The value of <c>AWS_LAMBDA_RUNTIME_API</c> for the process.</param>
internal sealed class RuntimeSession(string function, string address)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Invocation> _pending = Channel.CreateBounded<Invocation>(1);
    private volatile PendingResponse? _current;

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c> for the process: host, port and base path.</summary>
    public string Address => address;

    /// <summary>Completes when the process requests its first invocation; faults if its initialization failed.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Whether a response was refused. The runtime client may end its process then.</summary>
    public bool HasRefused { get; private set; }

    /// <summary>Queues an invocation for the process.</summary>
    /// <returns>The response; faults with the error that the process reports.</returns>
    public Task<byte[]> Post(Invocation invocation)
    {
        var response = _current = new PendingResponse(invocation.RequestId);
        if (!_pending.Writer.TryWrite(invocation))
            throw new InvalidOperationException("A process serves one invocation at a time.");
        return response.Completion.Task;
    }

    /// <summary>Waits for the next invocation; the process is idle.</summary>
    public ValueTask<Invocation> NextAsync(CancellationToken aborted)
    {
        _ready.TrySetResult();
        return _pending.Reader.ReadAsync(aborted);
    }

    /// <summary>Accepts a response. Returns false if the request ID is not that of the current invocation.</summary>
    public bool Respond(string requestId, byte[] response) => Find(requestId)?.Completion.TrySetResult(response) ?? false;

    /// <summary>Refuses a response for its size. Returns false if the request ID is not that of the current invocation.</summary>
    public bool Refuse(string requestId)
    {
        if (Find(requestId) is not { } refused) return false;
        HasRefused = true;
        return refused.Completion.TrySetException(FunctionFailedException.TooLarge(function));
    }

    /// <summary>Accepts an error. Returns false if the request ID is not that of the current invocation.</summary>
    public bool Fail(string requestId, byte[] error) =>
        Find(requestId)?.Completion.TrySetException(FunctionFailedException.Reported(function, error)) ?? false;

    /// <summary>Accepts an initialization error.</summary>
    public bool FailInitialization(byte[] error) =>
        _ready.TrySetException(FunctionFailedException.Reported(function, error));

    private PendingResponse? Find(string requestId) =>
        _current is { } current && current.RequestId == requestId ? current : null;

    private sealed record PendingResponse(string RequestId)
    {
        public TaskCompletionSource<byte[]> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
