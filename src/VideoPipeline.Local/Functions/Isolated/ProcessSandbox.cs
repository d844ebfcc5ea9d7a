using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>A sandbox in a separate process.</summary>
internal sealed class ProcessSandbox(SamFunction function, FunctionHostOptions options, RuntimeApi api) : ISandbox
{
    private readonly ProcessLog _log = new(line => options.Log(new FunctionLogLine(function.LogicalId, line)));
    private RuntimeSession? _session;
    private FunctionProcess? _process;
    private Task<byte[]> _response = Task.FromResult(Array.Empty<byte>());

    public bool IsUsable =>
        _process is { Exited.IsCompleted: false }
        && _session is { Ready.IsCompletedSuccessfully: true, HasRefused: false }
        && _response.IsCompleted;

    public async Task InitializeAsync(string requestId, CancellationToken stopping)
    {
        _log.Begin(requestId);
        _session = await api.OpenAsync(function.LogicalId);
        _process = FunctionProcess.Start(function, options, _log.Write, _session.Address);
        await WaitAsync(_session.Ready, requestId, stopping);
        await _session.Ready;
    }

    public async Task<byte[]> InvokeAsync(Invocation invocation, CancellationToken stopping)
    {
        _log.Begin(invocation.RequestId);
        _response = _session!.Post(invocation);
        await WaitAsync(_response, invocation.RequestId, stopping);
        var response = await _response;
        return response.Length == 0 ? "null"u8.ToArray() : response;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        if (_session is not null) api.Close(_session);
    }

    // Throws if the process exits first.
    private async Task WaitAsync(Task task, string requestId, CancellationToken stopping)
    {
        await Task.WhenAny(task, _process!.Exited).WaitAsync(stopping);
        if (!task.IsCompleted) throw FunctionFailedException.Exited(function.LogicalId, requestId, await _process.Exited);
    }
}
