using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>A sandbox in this process. It cannot be made to end: work that does not heed its token is left to itself.</summary>
internal sealed class InProcessSandbox(SamFunction function, FunctionHostOptions options) : ISandbox
{
    // For ffmpeg to be killed and files to be closed.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private Task work = Task.CompletedTask;
    private EntryPoint? entryPoint;

    public bool IsUsable => entryPoint is not null && work.IsCompleted;

    public async Task InitializeAsync(string requestId, CancellationToken stopping) =>
        entryPoint = await RunAsync(() => Task.FromResult(EntryPoint.Create(HandlerName.Parse(function.Handler))), stopping);

    public async Task<byte[]> InvokeAsync(Invocation invocation, CancellationToken stopping)
    {
        var function = entryPoint ?? throw new InvalidOperationException("The sandbox is not initialized.");
        var context = new InProcessContext(invocation, options, stopping);
        var result = await RunAsync(() => function.InvokeAsync(invocation.Payload, context), stopping);
        return result.Length == 0 ? "null"u8.ToArray() : result;
    }

    public async ValueTask DisposeAsync()
    {
        entryPoint = null;
        await Task.WhenAny(work, Task.Delay(Grace, options.Time));
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> code, CancellationToken stopping)
    {
        var running = Task.Run(code, CancellationToken.None);
        work = running;
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
