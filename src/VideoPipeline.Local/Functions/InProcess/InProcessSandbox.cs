using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>A sandbox in this process. It cannot be killed: work that ignores its token continues.</summary>
internal sealed class InProcessSandbox(SamFunction function, FunctionHostOptions options) : ISandbox
{
    // The time to kill ffmpeg and close files.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    private Task _work = Task.CompletedTask;
    private EntryPoint? _entryPoint;

    public bool IsUsable => _entryPoint is not null && _work.IsCompleted;

    public async Task InitializeAsync(string requestId, CancellationToken stopping) =>
        _entryPoint = await RunAsync(() => Task.FromResult(EntryPoint.Create(HandlerName.Parse(function.Handler))), stopping);

    public async Task<byte[]> InvokeAsync(Invocation invocation, CancellationToken stopping)
    {
        var function = _entryPoint ?? throw new InvalidOperationException("The sandbox is not initialized.");
        var context = new InProcessContext(invocation, options, stopping);
        var result = await RunAsync(() => function.InvokeAsync(invocation.Payload, context), stopping);
        return result.Length == 0 ? "null"u8.ToArray() : result;
    }

    public async ValueTask DisposeAsync()
    {
        _entryPoint = null;
        await Task.WhenAny(_work, Task.Delay(s_grace, options.Time));
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> code, CancellationToken stopping)
    {
        var running = Task.Run(code, CancellationToken.None);
        _work = running;
        try
        {
            return await running.WaitAsync(stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            throw FunctionFailedException.Reported(function.LogicalId, ErrorDocument.Of(exception), exception);
        }
    }
}
