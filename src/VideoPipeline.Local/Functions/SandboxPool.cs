using System.Collections.Concurrent;
using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions;

/// <summary>The sandboxes of one function: as many as were ever needed at once, and reused.</summary>
internal sealed class SandboxPool(SamFunction function, TimeProvider time, Func<ISandbox> create) : IAsyncDisposable
{
    // Lambda gives initialization 10 s of its own before it counts against the function's time-out
    // (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
    private static readonly TimeSpan s_initializationTime = TimeSpan.FromSeconds(10);

    private readonly ConcurrentStack<ISandbox> _idle = new();
    private readonly ConcurrentDictionary<ISandbox, bool> _all = new();
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Serves one invocation, in an idle sandbox or in a new one.</summary>
    public async Task<byte[]> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        cancelled.Token.ThrowIfCancellationRequested();
        var requestId = Guid.NewGuid().ToString();
        var sandbox = await RentAsync();
        try
        {
            if (sandbox is null)
            {
                _all[sandbox = create()] = true;
                await WithinAsync(s_initializationTime + function.Timeout, requestId, cancelled.Token, async stopping =>
                {
                    await sandbox.InitializeAsync(requestId, stopping);
                    return true;
                });
            }

            var invocation = new Invocation(function, requestId, time.GetUtcNow() + function.Timeout, payload);
            return await WithinAsync(function.Timeout, requestId, cancelled.Token, stopping => sandbox.InvokeAsync(invocation, stopping));
        }
        finally
        {
            await ReturnAsync(sandbox!);
        }
    }

    /// <summary>Ends all sandboxes, those at work too.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        foreach (var sandbox in _all.Keys) await sandbox.DisposeAsync();
        _closing.Dispose();
    }

    private async Task<ISandbox?> RentAsync()
    {
        while (_idle.TryPop(out var sandbox))
        {
            if (sandbox.IsUsable) return sandbox;
            await EndAsync(sandbox);
        }

        return null;
    }

    private async Task ReturnAsync(ISandbox sandbox)
    {
        if (sandbox.IsUsable) _idle.Push(sandbox);
        else await EndAsync(sandbox);
    }

    private async Task EndAsync(ISandbox sandbox)
    {
        await sandbox.DisposeAsync();
        _all.TryRemove(sandbox, out _);
    }

    // Whatever the sandbox says once it was told to stop, it is because it was told to.
    private async Task<T> WithinAsync<T>(TimeSpan limit, string requestId, CancellationToken cancelled, Func<CancellationToken, Task<T>> work)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancelled, deadline.Token);
        try
        {
            return await work(stopping.Token);
        }
        catch (Exception) when (cancelled.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancelled);
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            throw FunctionFailedException.TimedOut(function.LogicalId, requestId, function.Timeout);
        }
    }
}
