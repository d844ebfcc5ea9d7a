using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Debugging;

/// <summary>The clocks of an execution while a state of it is paused.</summary>
public sealed class PausedClockTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    private readonly Machine _machine = new();

    [Fact]
    public async Task TimeoutSeconds_AnHourInEachPause_IsNotReached()
    {
        _machine.Options = _machine.Options with { Debugger = Pausing(_ => _machine.Time.Advance(s_hour)) };
        var before = _machine.Time.GetUtcNow();

        var result = await _machine.RunAsync(
            """
            {"TimeoutSeconds": 10, "StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 6, "Next": "B"},
              "B": {"Type": "Pass", "End": true} } }
            """);

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        // The time of day, which the history has, goes on.
        Assert.Equal(before + s_hour, result.History[1].Timestamp);
        Assert.Equal(before + 2 * s_hour + TimeSpan.FromSeconds(6), result.StopDate);
    }

    [Fact]
    public async Task TimeoutSeconds_TimeBetweenPauses_Counts()
    {
        _machine.Options = _machine.Options with { Debugger = Pausing(_ => _machine.Time.Advance(s_hour)) };

        var result = await _machine.RunAsync(
            """
            {"TimeoutSeconds": 10, "StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 6, "Next": "B"},
              "B": {"Type": "Wait", "Seconds": 6, "End": true} } }
            """);

        Assert.Equal(ExecutionStatus.TimedOut, result.Status);
    }

    [Theory]
    [InlineData("\"TimeoutSeconds\": 60")]
    [InlineData("\"TimeoutSeconds\": 90, \"HeartbeatSeconds\": 60")]
    public async Task TaskLimits_OtherBranchIsPaused_StandStill(string limits)
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _machine.Functions.WithAsync("f", async (_, cancellation) =>
        {
            called.SetResult();
            await paused.Task.WaitAsync(cancellation);
            return 1;
        });
        _machine.Options = _machine.Options with
        {
            Debugger = new ScriptedDebugger
            {
                Before = async (entry, _) =>
                {
                    if (entry.State.Name == "Other")
                    {
                        await called.Task;
                        _machine.Time.Advance(s_hour);
                        paused.SetResult();
                    }
                    return StateDecision.Run(entry.Input);
                },
            },
        };

        var result = await _machine.StartAsync(
            $$$"""
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true,
                {{{limits}}} } } },
              {"StartAt": "Other", "States": {"Other": {"Type": "Pass", "End": true} } }]} } }
            """);

        Assert.Equal("[1,{}]", result.Output?.ToString());
    }

    [Fact]
    public async Task WaitAndRetryDelay_OtherBranchIsPaused_StandStill()
    {
        var paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = new CountdownEvent(2);
        var order = new List<string>();
        string[] whilePaused = ["nothing was paused"];
        var calls = 0;
        _machine.Functions.With("f", payload => ++calls == 1 ? throw new TaskFailedException("Broken", "") : payload);
        _machine.Options = _machine.Options with
        {
            OnEvent = entry =>
            {
                if (entry.Event.Type is HistoryEventType.WaitStateEntered or HistoryEventType.LambdaFunctionFailed)
                    waiting.Signal();
            },
            Debugger = new ScriptedDebugger
            {
                Before = async (entry, _) =>
                {
                    if (entry.State.Name == "Other")
                    {
                        paused.SetResult();
                        await Task.Run(waiting.Wait);
                        _machine.Time.Advance(s_hour);
                        lock (order) whilePaused = [.. order];
                    }
                    // Their delays begin after the pause, not before it.
                    else if (entry.State.Name != "P") await paused.Task;
                    return StateDecision.Run(entry.Input);
                },
                Exited = (entry, _) =>
                {
                    lock (order) order.Add(entry.State.Name);
                },
            },
        };

        await _machine.RunAsync(
            """
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true,
                "Retry": [{"ErrorEquals": ["Broken"], "IntervalSeconds": 7}]} } },
              {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 5, "End": true} } },
              {"StartAt": "Other", "States": {"Other": {"Type": "Pass", "End": true} } }]} } }
            """);

        Assert.Empty(whilePaused);
        Assert.Equal(["W", "T", "P"], order.Where(name => name != "Other"));
    }

    [Fact]
    public async Task Pause_DueTimer_FiresAfterTheRestOfItsTime()
    {
        var clock = new PausableTime(_machine.Time);
        var delay = Task.Delay(TimeSpan.FromSeconds(10), clock);
        _machine.Time.Advance(TimeSpan.FromSeconds(4));

        var outer = clock.Pause();
        var inner = clock.Pause();
        _machine.Time.Advance(s_hour);
        outer.Dispose();
        _machine.Time.Advance(s_hour);
        inner.Dispose();
        _machine.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(delay.IsCompleted);
        _machine.Time.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    [Fact]
    public async Task Pause_TimerCreatedMeanwhile_StartsAfterIt()
    {
        var clock = new PausableTime(_machine.Time);
        Task delay;
        using (clock.Pause())
        {
            delay = Task.Delay(TimeSpan.FromSeconds(10), clock);
            _machine.Time.Advance(s_hour);
        }
        _machine.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(delay.IsCompleted);
        _machine.Time.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    private static ScriptedDebugger Pausing(Action<StateEntry> pause) => ScriptedDebugger.Deciding(entry =>
    {
        pause(entry);
        return StateDecision.Run(entry.Input);
    });
}
