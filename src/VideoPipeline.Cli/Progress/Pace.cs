namespace VideoPipeline.Cli.Progress;

/// <summary>How fast frames come, over the last few seconds.</summary>
/// <param name="time">The clock.</param>
internal sealed class Pace(TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(0.25);

    private readonly Queue<(long At, long Frames)> _marks = new();
    private (long At, long Frames) _last;

    /// <summary>Frames a second; 0 before that can be told.</summary>
    public double FramesPerSecond { get; private set; }

    /// <summary>So many frames are done by now.</summary>
    public void Mark(long frames)
    {
        var now = time.GetTimestamp();
        if (_marks.Count > 0 && time.GetElapsedTime(_last.At, now) < s_interval) return;
        _marks.Enqueue(_last = (now, frames));
        while (_marks.Count > 2 && time.GetElapsedTime(_marks.Peek().At, now) > s_window) _marks.Dequeue();
        var (since, before) = _marks.Peek();
        var seconds = time.GetElapsedTime(since, now).TotalSeconds;
        FramesPerSecond = seconds > 0 ? (frames - before) / seconds : 0;
    }
}
