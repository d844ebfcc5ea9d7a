namespace VideoPipeline.Testing;

/// <summary>
/// A clock that advances only by <see cref="Advance"/>, except for short timers: these elapse at once and advance the clock. So
/// back-off takes no time in tests, while time-outs, which are longer, do not elapse on their own.
/// </summary>
/// <param name="shorterThan">Timers with a shorter due time elapse at once.</param>
public sealed class ManualTime(TimeSpan shorterThan) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<ManualTimer> _armed = [];
    private readonly List<TimeSpan> _waits = [];
    private readonly AwaitableCounter _long = new();
    private DateTimeOffset _now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The due times of the short timers so far.</summary>
    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_gate) return [.. _waits];
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    /// <summary>The number of long timers created so far, including disposed ones.</summary>
    public int LongTimers => _long.Count;

    /// <summary>Completes when <see cref="LongTimers"/> reaches <paramref name="count"/>.</summary>
    public Task WhenLongTimersAsync(int count) => _long.WhenAsync(count);

    /// <summary>Advances the clock and runs the timers that are due.</summary>
    public void Advance(TimeSpan by)
    {
        ManualTimer[] due;
        lock (_gate)
        {
            _now += by;
            due = [.. _armed.Where(timer => timer.Due <= _now)];
            _armed.ExceptWith(due);
        }
        foreach (var timer in due) timer.Elapse();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Arm(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan) return;
            if (dueTime >= shorterThan)
            {
                timer.Due = _now + dueTime;
                _armed.Add(timer);
                _long.Add();
                return;
            }
            _waits.Add(dueTime);
            _now += dueTime;
        }
        // Not in the caller's stack: the caller does not expect the callback before CreateTimer returns.
        ThreadPool.QueueUserWorkItem(_ => timer.Elapse());
    }

    private void Disarm(ManualTimer timer)
    {
        lock (_gate) _armed.Remove(timer);
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Elapse() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Arm(this, dueTime);
            return true;
        }

        public void Dispose() => time.Disarm(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
