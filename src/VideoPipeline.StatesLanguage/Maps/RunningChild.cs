namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>A running child execution, which can be stopped by itself. Thread-safe.</summary>
internal sealed class RunningChild(string executionArn, CancellationToken mapRunStopped) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(mapRunStopped);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string ExecutionArn => executionArn;

    /// <summary>Cancelled when the child execution, or its Map Run, is stopped.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Stops it.</summary>
    /// <returns>Completes when it has ended.</returns>
    public Task StopAsync()
    {
        lock (_lock)
        {
            // Runs the callbacks elsewhere.
            if (!_ended.Task.IsCompleted) _ = _stop.CancelAsync();
        }
        return _ended.Task;
    }

    /// <summary>It has ended.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended.TrySetResult();
            _stop.Dispose();
        }
    }
}
