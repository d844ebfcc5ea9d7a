using System.Threading.Channels;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>What one process and the host say to each other through the Runtime API.</summary>
/// <param name="function">The logical id of the function.</param>
/// <param name="address">The <c>AWS_LAMBDA_RUNTIME_API</c> of the process.</param>
internal sealed class RuntimeSession(string function, string address)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Invocation> _waiting = Channel.CreateBounded<Invocation>(1);
    private volatile Answer? _answer;

    /// <summary>Where the process finds this session.</summary>
    public string Address => address;

    /// <summary>Done when the process asks for its first invocation; fails when it reports that it could not initialize.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Hands an invocation to the process.</summary>
    /// <returns>The response; fails with what the process reports instead.</returns>
    public Task<byte[]> Post(Invocation invocation)
    {
        _answer = new Answer(invocation.RequestId);
        if (!_waiting.Writer.TryWrite(invocation)) throw new InvalidOperationException("A process serves one invocation at a time.");
        return _answer.Response.Task;
    }

    /// <summary>The process is idle: its next invocation, when there is one.</summary>
    public ValueTask<Invocation> NextAsync(CancellationToken aborted)
    {
        _ready.TrySetResult();
        return _waiting.Reader.ReadAsync(aborted);
    }

    /// <summary>The process answers. False if nothing of that id was asked of it.</summary>
    public bool Respond(string requestId, byte[] response) => AnswerTo(requestId)?.Response.TrySetResult(response) ?? false;

    /// <summary>The process reports that the function failed. False if nothing of that id was asked of it.</summary>
    public bool Fail(string requestId, byte[] error) =>
        AnswerTo(requestId)?.Response.TrySetException(FunctionFailedException.Reported(function, error)) ?? false;

    /// <summary>The process reports that it could not initialize.</summary>
    public bool FailInitialization(byte[] error) => _ready.TrySetException(FunctionFailedException.Reported(function, error));

    private Answer? AnswerTo(string requestId) => _answer is { } current && current.RequestId == requestId ? current : null;

    private sealed record Answer(string RequestId)
    {
        public TaskCompletionSource<byte[]> Response { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
