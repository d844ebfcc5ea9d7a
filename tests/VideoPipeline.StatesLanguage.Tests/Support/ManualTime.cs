namespace VideoPipeline.StatesLanguage.Tests.Support;

/// <summary>A clock that stands still until a test moves it, so that no test waits for real time.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _pending = [];
    private TaskCompletionSource _scheduled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero);

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

    /// <summary>Starts work and, whenever it waits for a timer, moves to the next one, until the work is
    /// done.</summary>
    /// <remarks>Away from the test framework's synchronization context, timers run what waits for them before they
    /// return; so the clock only moves on when everything is waiting.</remarks>
    public Task<T> RunToEndAsync<T>(Func<Task<T>> start) => Task.Run(async () =>
    {
        var work = start();
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, PendingAsync());
            if (!work.IsCompleted) AdvanceToNext();
        }
        return await work;
    });

    /// <summary>Completes when a timer is pending.</summary>
    public Task PendingAsync()
    {
        lock (_gate) return _pending.Count > 0 ? Task.CompletedTask : _scheduled.Task;
    }

    private void AdvanceToNext()
    {
        ManualTimer next;
        lock (_gate)
        {
            if (_pending.Count == 0) return;
            next = _pending.MinBy(timer => timer.Due)!;
            _pending.Remove(next);
            _now = next.Due > _now ? next.Due : _now;
        }
        next.Fire();
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
                var scheduled = time._scheduled;
                time._scheduled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                scheduled.SetResult();
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
