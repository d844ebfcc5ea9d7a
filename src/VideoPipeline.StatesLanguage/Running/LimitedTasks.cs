namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Runs tasks in their order, as many at a time as a limit allows that may change meanwhile. Thread-safe.</summary>
/// <param name="count">The number of tasks.</param>
/// <param name="work">Runs the task of an index.</param>
/// <param name="limit">The limit, at least 1.</param>
/// <param name="stop">Once it is cancelled, no more tasks start. It is cancelled if one throws.</param>
internal sealed class LimitedTasks(int count, Func<int, Task> work, Func<int> limit, CancellationTokenSource stop)
{
    private readonly Lock _lock = new();
    private readonly List<Task> _slots = [];
    private int _limit;
    private int _running;
    private int _next;

    /// <summary>Runs the tasks until all have ended.</summary>
    /// <remarks>With a limit of 1, the first runs on the caller's thread. Several start on the thread pool, because a task may
    /// compute for a long time before its first await.</remarks>
    public async Task RunAsync()
    {
        if (Start() is { } first)
        {
            var slot = first();
            lock (_lock) _slots.Add(slot);
        }
        for (var ended = 0; SlotsFrom(ended) is { Length: > 0 } slots; ended += slots.Length)
            await Task.WhenAll(slots).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(SlotsFrom(0)).ConfigureAwait(false);
    }

    /// <summary>Applies the limit, which has changed. Tasks that are running go on.</summary>
    public void ApplyLimit()
    {
        lock (_lock)
        {
            var isStarted = _limit > 0;
            if (isStarted) AddSlots();
        }
    }

    // The slot that runs on the caller's thread; null if all run on the thread pool.
    private Func<Task>? Start()
    {
        lock (_lock)
        {
            if (limit() > 1)
            {
                AddSlots();
                return null;
            }
            (_limit, _running) = (1, 1);
            return RunSlotAsync;
        }
    }

    private void AddSlots()
    {
        _limit = limit();
        for (; _running < Math.Min(_limit, count) && _next < count && !stop.IsCancellationRequested; _running++)
            _slots.Add(Task.Run(RunSlotAsync, CancellationToken.None));
    }

    private Task[] SlotsFrom(int index)
    {
        lock (_lock) return [.. _slots.Skip(index)];
    }

    private async Task RunSlotAsync()
    {
        try
        {
            while (Take() is { } index) await work(index).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    // The next index; null if the slot ends.
    private int? Take()
    {
        lock (_lock)
        {
            if (_running <= _limit && _next < count && !stop.IsCancellationRequested) return _next++;
            _running--;
            return null;
        }
    }
}
