namespace VideoPipeline.Testing;

/// <summary>
/// A clock that moves only when told to, but for short waits: those end at once, and the clock moves on by their length. So
/// back-off takes no time in a test, while time-outs, which are longer, do not strike by themselves.
/// </summary>
/// <param name="shorterThan">Timers due before this end at once.</param>
public sealed class ManualTime(TimeSpan shorterThan) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<ManualTimer> _armed = [];
    private readonly List<TimeSpan> _waits = [];
    private readonly Tally _long = new();
    private DateTimeOffset _now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The short waits so far.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate) return [.. _waits];
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    /// <summary>How many long timers have been set so far, those that were dropped again included.</summary>
    public int LongTimers => _long.Count;

    /// <summary>Ends when <see cref="LongTimers"/> is as high as <paramref name="count"/>.</summary>
    public Task WhenLongTimersAsync(int count) => _long.WhenAsync(count);

    /// <summary>Moves the clock on; timers that are due strike.</summary>
    public void Advance(TimeSpan by)
    {
        ManualTimer[] due;
        lock (_gate)
        {
            _now += by;
            due = [.. _armed.Where(timer => timer.Due <= _now)];
            _armed.ExceptWith(due);
        }
        foreach (var timer in due) timer.Strike();
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
        // Never inside the caller: whoever sets a timer does not expect it to strike before it has its hands on it.
        ThreadPool.QueueUserWorkItem(_ => timer.Strike());
    }

    private void Disarm(ManualTimer timer)
    {
        lock (_gate) _armed.Remove(timer);
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Strike() => callback(state);

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
