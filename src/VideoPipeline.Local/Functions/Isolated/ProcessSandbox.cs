using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>A sandbox that is a process of its own.</summary>
internal sealed class ProcessSandbox(SamFunction function, FunctionHostOptions options, RuntimeApi api) : ISandbox
{
    private RuntimeSession? session;
    private FunctionProcess? process;
    private Task<byte[]> answer = Task.FromResult(Array.Empty<byte>());

    public bool IsUsable => process is { Exited.IsCompleted: false } && session is { Ready.IsCompletedSuccessfully: true } && answer.IsCompleted;

    public async Task InitializeAsync(string requestId, CancellationToken stopping)
    {
        session = await api.OpenAsync(function.LogicalId);
        process = FunctionProcess.Start(function, options, session.Address);
        await UnlessExitedAsync(session.Ready, requestId, stopping);
        await session.Ready;
    }

    public async Task<byte[]> InvokeAsync(Invocation invocation, CancellationToken stopping)
    {
        answer = session!.Post(invocation);
        await UnlessExitedAsync(answer, invocation.RequestId, stopping);
        var response = await answer;
        return response.Length == 0 ? "null"u8.ToArray() : response;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
        if (session is not null) api.Close(session);
    }

    private async Task UnlessExitedAsync(Task awaited, string requestId, CancellationToken stopping)
    {
        await Task.WhenAny(awaited, process!.Exited).WaitAsync(stopping);
        if (!awaited.IsCompleted) throw FunctionFailedException.Exited(function.LogicalId, requestId, await process.Exited);
    }
}
