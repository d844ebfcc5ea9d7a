using VideoPipeline.Simulation.Runs;

namespace VideoPipeline.Simulation.Aws;

/// <summary>Step Functions in one account and region. What exceeds its quotas waits.</summary>
internal sealed class StepFunctionsAccount(EventQueue queue, AwsLimits limits)
{
    private readonly TokenBucket _transitions = new(queue, limits.TransitionsPerSecond, limits.TransitionsPerSecond);
    private readonly TokenBucket _starts = new(queue, limits.StartBurst, limits.StartsPerSecond);
    private readonly Queue<Action> _waitingMapRuns = new();
    private int _openMapRuns;

    public long Transitions { get; private set; }

    public int MaxOpenMapRuns { get; private set; }

    /// <summary>Makes a state transition: the start of an execution, entering a state, or a retry.</summary>
    /// <param name="latency">The seconds that it takes.</param>
    /// <param name="then">What follows.</param>
    public void Transition(double latency, Action then)
    {
        Transitions++;
        queue.After(latency + _transitions.Reserve(), then);
    }

    /// <summary>Starts an execution by StartExecution.</summary>
    public void StartExecution(Action then) => queue.After(_starts.Reserve(), () => Transition(0, then));

    /// <summary>Opens a Map Run.</summary>
    public void OpenMapRun(Action then)
    {
        if (_openMapRuns >= limits.OpenMapRuns)
        {
            _waitingMapRuns.Enqueue(then);
            return;
        }
        MaxOpenMapRuns = Math.Max(MaxOpenMapRuns, ++_openMapRuns);
        queue.After(limits.MapRunStart, then);
    }

    /// <summary>Closes a Map Run.</summary>
    public void CloseMapRun(Action then) => queue.After(limits.MapRunEnd, () =>
    {
        _openMapRuns--;
        if (_waitingMapRuns.TryDequeue(out var next)) OpenMapRun(next);
        then();
    });
}
