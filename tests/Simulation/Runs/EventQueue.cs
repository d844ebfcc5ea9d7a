namespace VideoPipeline.Simulation.Runs;

/// <summary>
/// The simulated clock and the events of its future. They run in order of time, those of the same time in order of scheduling.
/// </summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<Action, (double Time, long Order)> _events = new();
    private long _scheduled;

    /// <summary>The current time in seconds.</summary>
    public double Now { get; private set; }

    /// <summary>Schedules an event.</summary>
    public void After(double seconds, Action run) => _events.Enqueue(run, (Now + seconds, _scheduled++));

    /// <summary>Runs all events, also those that they schedule.</summary>
    public void Run()
    {
        while (_events.TryDequeue(out var run, out var at))
        {
            Now = at.Time;
            run();
        }
    }
}
