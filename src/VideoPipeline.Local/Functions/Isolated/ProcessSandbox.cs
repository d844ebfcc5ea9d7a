using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>A sandbox that is a process of its own.</summary>
internal sealed class ProcessSandbox(SamFunction function, FunctionHostOptions options, RuntimeApi api) : ISandbox
{
    private RuntimeSession? _session;
    private FunctionProcess? _process;
    private Task<byte[]> _answer = Task.FromResult(Array.Empty<byte>());

    public bool IsUsable => _process is { Exited.IsCompleted: false } && _session is { Ready.IsCompletedSuccessfully: true } && _answer.IsCompleted;

    public async Task InitializeAsync(string requestId, CancellationToken stopping)
    {
        _session = await api.OpenAsync(function.LogicalId);
        _process = FunctionProcess.Start(function, options, _session.Address);
        await UnlessExitedAsync(_session.Ready, requestId, stopping);
        await _session.Ready;
    }

    public async Task<byte[]> InvokeAsync(Invocation invocation, CancellationToken stopping)
    {
        _answer = _session!.Post(invocation);
        await UnlessExitedAsync(_answer, invocation.RequestId, stopping);
        var response = await _answer;
        return response.Length == 0 ? "null"u8.ToArray() : response;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        if (_session is not null) api.Close(_session);
    }

    private async Task UnlessExitedAsync(Task awaited, string requestId, CancellationToken stopping)
    {
        await Task.WhenAny(awaited, _process!.Exited).WaitAsync(stopping);
        if (!awaited.IsCompleted) throw FunctionFailedException.Exited(function.LogicalId, requestId, await _process.Exited);
    }
}
