namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>Restarts the heartbeat time-out of a task at each heartbeat, until the task has ended.</summary>
internal sealed class Heartbeat(CancellationTokenSource timeout, int? seconds)
{
    private readonly Lock _gate = new();
    private bool _stopped = seconds is null;

    public void Send()
    {
        lock (_gate)
        {
            if (!_stopped) timeout.CancelAfter(TimeSpan.FromSeconds(seconds!.Value));
        }
    }

    public void Stop()
    {
        lock (_gate) _stopped = true;
    }
}
