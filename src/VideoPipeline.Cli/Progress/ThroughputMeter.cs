using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Measures the frames per second over the last ten seconds.</summary>
/// <param name="time">The clock.</param>
internal sealed class ThroughputMeter(TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(0.25);

    private readonly Queue<(long At, long Frames)> _samples = new();
    private (long At, long Frames) _last;
    private string? _state;

    /// <summary>The frames per second; 0 before it can be computed.</summary>
    public double FramesPerSecond { get; private set; }

    /// <summary>Records the number of frames that the state has done so far, anew for each state.</summary>
    public void Record(RunProgress progress)
    {
        if (progress.State != _state)
        {
            _state = progress.State;
            _samples.Clear();
            FramesPerSecond = 0;
        }
        Record(progress.FramesDone);
    }

    /// <summary>Records the number of frames done so far.</summary>
    public void Record(long frames)
    {
        var now = time.GetTimestamp();
        if (_samples.Count > 0 && time.GetElapsedTime(_last.At, now) < s_interval) return;
        _samples.Enqueue(_last = (now, frames));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > s_window) _samples.Dequeue();
        var (start, startFrames) = _samples.Peek();
        var seconds = time.GetElapsedTime(start, now).TotalSeconds;
        FramesPerSecond = seconds > 0 ? (frames - startFrames) / seconds : 0;
    }
}
