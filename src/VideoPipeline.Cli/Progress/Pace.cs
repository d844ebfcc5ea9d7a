namespace VideoPipeline.Cli.Progress;

/// <summary>How fast frames come, over the last few seconds.</summary>
/// <param name="time">The clock.</param>
internal sealed class Pace(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    private readonly Queue<(long At, long Frames)> marks = new();
    private (long At, long Frames) last;

    /// <summary>Frames a second; 0 before that can be told.</summary>
    public double FramesPerSecond { get; private set; }

    /// <summary>So many frames are done by now.</summary>
    public void Mark(long frames)
    {
        var now = time.GetTimestamp();
        if (marks.Count > 0 && time.GetElapsedTime(last.At, now) < Interval) return;
        marks.Enqueue(last = (now, frames));
        while (marks.Count > 2 && time.GetElapsedTime(marks.Peek().At, now) > Window) marks.Dequeue();
        var (since, before) = marks.Peek();
        var seconds = time.GetElapsedTime(since, now).TotalSeconds;
        FramesPerSecond = seconds > 0 ? (frames - before) / seconds : 0;
    }
}
