namespace VideoPipeline.Testing;

/// <summary>A counter that tests can await.</summary>
internal sealed class AwaitableCounter
{
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    public void Add()
    {
        lock (_gate)
        {
            _count++;
            foreach (var (count, reached) in _waiting)
                if (count <= _count) reached.TrySetResult();
        }
    }

    public Task WhenAsync(int count)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_count >= count) reached.SetResult();
            else _waiting.Add((count, reached));
            return reached.Task;
        }
    }
}
