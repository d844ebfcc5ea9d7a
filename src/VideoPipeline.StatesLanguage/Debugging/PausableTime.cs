namespace VideoPipeline.StatesLanguage.Debugging;

/// <summary>A clock whose timers stand still while it is paused. The time of day goes on.</summary>
/// <param name="time">The clock that it follows.</param>
internal sealed class PausableTime(TimeProvider time) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<PausableTimer> _running = [];
    private int _pauses;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    /// <exception cref="NotSupportedException">The timer is periodic.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new PausableTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Stops all timers until what is returned has been disposed. Pauses may overlap.</summary>
    public IDisposable Pause()
    {
        lock (_gate)
        {
            if (_pauses++ == 0)
            {
                foreach (var timer in _running) timer.Stop();
            }
        }
        return new Pausing(this);
    }

    private void Resume()
    {
        lock (_gate)
        {
            if (--_pauses > 0) return;
            foreach (var timer in _running) timer.Start();
        }
    }

    private sealed class Pausing(PausableTime clock) : IDisposable
    {
        public void Dispose() => clock.Resume();
    }

    // All members are called with the clock's lock held, except those of ITimer and the callback.
    private sealed class PausableTimer : ITimer
    {
        private readonly PausableTime _clock;
        private readonly Action _callback;
        private readonly ITimer _timer;
        private TimeSpan _remaining;
        private long _started;

        public PausableTimer(PausableTime clock, Action callback)
        {
            (_clock, _callback) = (clock, callback);
            _timer = clock.Inner.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Start()
        {
            _started = _clock.GetTimestamp();
            _timer.Change(_remaining, Timeout.InfiniteTimeSpan);
        }

        public void Stop()
        {
            var left = _remaining - _clock.GetElapsedTime(_started);
            _remaining = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
                throw new NotSupportedException("A clock that can be paused has no periodic timers.");
            lock (_clock._gate)
            {
                _clock._running.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return _timer.Change(dueTime, period);
                _remaining = dueTime;
                _clock._running.Add(this);
                if (_clock._pauses == 0) Start();
                return true;
            }
        }

        public void Dispose()
        {
            lock (_clock._gate) _clock._running.Remove(this);
            _timer.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            lock (_clock._gate) _clock._running.Remove(this);
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        private void Fire()
        {
            lock (_clock._gate)
            {
                // It was due when the clock was paused, or changed since.
                if (_clock._pauses > 0 || !_clock._running.Remove(this)) return;
            }
            _callback();
        }
    }

    private TimeProvider Inner => time;
}
