using Xunit;

namespace VideoPipeline.Functions.Tests;

public sealed class InvocationTokenTests
{
    [Fact]
    public void Token_HostStopsInvocation_IsCancelled()
    {
        using var host = new CancellationTokenSource();
        using var invocation = InvocationToken.Create(new Context(TimeSpan.FromHours(1), host.Token), new Clock());

        host.Cancel();

        Assert.True(invocation.Token.IsCancellationRequested);
    }

    [Fact]
    public void Token_AtTheDeadline_IsNotCancelled() => Assert.False(CancelledAfter(TimeSpan.FromSeconds(10)));

    [Fact]
    public void Token_AfterDeadlineAndGrace_IsCancelled() => Assert.True(CancelledAfter(TimeSpan.FromSeconds(11)));

    [Fact]
    public void Of_NoRemainingTime_IsNotCancelled()
    {
        using var invocation = InvocationToken.Create(new Context(TimeSpan.FromSeconds(-1), CancellationToken.None), new Clock());

        Assert.False(invocation.Token.IsCancellationRequested);
    }

    private static bool CancelledAfter(TimeSpan time)
    {
        var clock = new Clock();
        using var invocation = InvocationToken.Create(new Context(TimeSpan.FromSeconds(10), CancellationToken.None), clock);
        clock.Advance(time);
        return invocation.Token.IsCancellationRequested;
    }

    /// <summary>A clock with a single timer, which fires when the clock is advanced to its due time.</summary>
    private sealed class Clock : TimeProvider
    {
        private Action? _fire;
        private TimeSpan _due;

        public void Advance(TimeSpan time)
        {
            if (time >= _due) _fire?.Invoke();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_due, _fire) = (dueTime, () => callback(state));
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    private sealed class Context(TimeSpan remaining, CancellationToken stopping) : TestContext, IStoppable
    {
        public CancellationToken Stopping => stopping;

        public override TimeSpan RemainingTime => remaining;
    }
}
