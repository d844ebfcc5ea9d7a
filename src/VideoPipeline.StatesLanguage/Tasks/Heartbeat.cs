namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>Puts off the deadline of a silent task each time the task reports; does nothing once the task is
/// over.</summary>
internal sealed class Heartbeat(CancellationTokenSource silence, int? seconds)
{
    private readonly Lock _gate = new();
    private bool _over = seconds is null;

    public void Beat()
    {
        lock (_gate)
        {
            if (!_over) silence.CancelAfter(TimeSpan.FromSeconds(seconds!.Value));
        }
    }

    public void Stop()
    {
        lock (_gate) _over = true;
    }
}
