namespace VideoPipeline.StatesLanguage.Tests.Support;

/// <summary>A clock that advances only when a test does, or <see cref="RunToEndAsync{T}"/> fires the next timer, so that no test
/// waits for real time.</summary>
/// <remarks>FakeTimeProvider does not replace it: it exposes neither the due times of its timers nor whether a timer is
/// pending, and it fires a timer on any thread that happens to read the clock, so that its Advance can return before the
/// timer's continuations have run.</remarks>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _pending = [];
    private TaskCompletionSource _timerAdded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Starts a task and, whenever a timer is pending, advances to it, until the task completes.</summary>
    /// <remarks>Runs on the thread pool, because without the test framework's synchronization context a timer runs its
    /// continuations before it returns. The clock therefore advances only when the task waits again.</remarks>
    public Task<T> RunToEndAsync<T>(Func<Task<T>> start) => Task.Run(async () =>
    {
        var task = start();
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, TimerPendingAsync());
            if (!task.IsCompleted) FireNext(DateTimeOffset.MaxValue);
        }
        return await task;
    });

    /// <summary>Advances the clock and fires the timers that are due by then.</summary>
    public void Advance(TimeSpan duration)
    {
        var end = GetUtcNow() + duration;
        while (FireNext(end))
        {
        }
        lock (_gate) _now = end > _now ? end : _now;
    }

    // Completes when a timer is pending.
    private Task TimerPendingAsync()
    {
        lock (_gate) return _pending.Count > 0 ? Task.CompletedTask : _timerAdded.Task;
    }

    private bool FireNext(DateTimeOffset end)
    {
        ManualTimer? next;
        lock (_gate)
        {
            next = _pending.MinBy(timer => timer.Due);
            if (next is null || next.Due > end) return false;
            _pending.Remove(next);
            _now = next.Due > _now ? next.Due : _now;
        }
        next.Fire();
        return true;
    }

    private sealed class ManualTimer(ManualTime time, Action callback) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._pending.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = time._now + dueTime;
                time._pending.Add(this);
                var added = time._timerAdded;
                time._timerAdded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                added.SetResult();
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._gate) time._pending.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
