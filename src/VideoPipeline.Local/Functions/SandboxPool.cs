using System.Collections.Concurrent;
using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions;

/// <summary>The sandboxes of one function. One is created when all others are busy; they are reused.</summary>
internal sealed class SandboxPool(SamFunction function, TimeProvider time, Func<ISandbox> create) : IAsyncDisposable
{
    // Lambda's Init phase has a separate limit of 10 s
    // (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
    private static readonly TimeSpan s_initTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentStack<ISandbox> _idle = new();
    private readonly ConcurrentDictionary<ISandbox, bool> _all = new();
    private readonly CancellationTokenSource _disposing = new();
    private int _running;

    /// <summary>Serves one invocation, in an idle sandbox or a new one.</summary>
    /// <exception cref="FunctionFailedException">It failed, or as many run as the function has reserved.</exception>
    public async Task<byte[]> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref _running) > function.ReservedConcurrency)
                throw FunctionFailedException.Throttled(function.LogicalId);
            return await InvokeInSandboxAsync(payload, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Disposes all sandboxes, including busy ones.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        foreach (var sandbox in _all.Keys) await sandbox.DisposeAsync();
        _disposing.Dispose();
    }

    private async Task<byte[]> InvokeInSandboxAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _disposing.Token);
        cancelled.Token.ThrowIfCancellationRequested();
        var requestId = InvocationLog.CurrentRequestId();
        var sandbox = await RentAsync();
        try
        {
            if (sandbox is null)
            {
                _all[sandbox = create()] = true;
                await RunAsync(s_initTimeout + function.Timeout, requestId, cancelled.Token, async stopping =>
                {
                    await sandbox.InitializeAsync(requestId, stopping);
                    return true;
                });
            }

            var invocation = new Invocation(function, requestId, time.GetUtcNow() + function.Timeout, payload);
            return await RunAsync(
                function.Timeout, requestId, cancelled.Token, stopping => sandbox.InvokeAsync(invocation, stopping));
        }
        finally
        {
            await ReturnAsync(sandbox!);
        }
    }

    private async Task<ISandbox?> RentAsync()
    {
        while (_idle.TryPop(out var sandbox))
        {
            if (sandbox.IsUsable) return sandbox;
            await RemoveAsync(sandbox);
        }

        return null;
    }

    private async Task ReturnAsync(ISandbox sandbox)
    {
        if (sandbox.IsUsable) _idle.Push(sandbox);
        else await RemoveAsync(sandbox);
    }

    private async Task RemoveAsync(ISandbox sandbox)
    {
        await sandbox.DisposeAsync();
        _all.TryRemove(sandbox, out _);
    }

    // An exception after cancellation or time-out is a consequence of that, whatever its type.
    private async Task<T> RunAsync<T>(
        TimeSpan limit, string requestId, CancellationToken cancelled, Func<CancellationToken, Task<T>> work)
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
