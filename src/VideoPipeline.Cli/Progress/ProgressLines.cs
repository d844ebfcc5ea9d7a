using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Progress for a log: a line for each state, and one every two seconds while frames come.</summary>
internal sealed class ProgressLines(TextWriter output, TimeProvider time) : IProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private Pace pace = new(time);
    private string? state;
    private long written;

    public void Show(RunProgress progress)
    {
        var entered = progress.State != state;
        if (entered) (state, pace) = (progress.State, new Pace(time));
        pace.Mark(progress.FramesDone);
        var now = time.GetTimestamp();
        if (!entered && time.GetElapsedTime(written, now) < Interval) return;
        written = now;
        string[] parts = [ProgressText.Frames(progress, pace.FramesPerSecond), ProgressText.Ranges(progress)];
        output.WriteLine($"{state}: {(entered ? "begins" : string.Join("; ", parts.Where(part => part.Length > 0)))}".TrimEnd(' ', ':'));
    }
}
