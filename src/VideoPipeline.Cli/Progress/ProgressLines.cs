using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Writes progress lines: one per state, and one every two seconds while frames are decoded.</summary>
internal sealed class ProgressLines(TextWriter output, TimeProvider time) : IProgressDisplay
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private readonly ThroughputMeter _pace = new(time);
    private string? _state;
    private long _written;
    private long _entered;

    public void Show(RunProgress progress)
    {
        var entered = progress.State != _state;
        _state = progress.State;
        _pace.Record(progress);
        var now = time.GetTimestamp();
        if (!entered && time.GetElapsedTime(_written, now) < s_interval) return;
        _written = now;
        if (entered) _entered = now;
        string[] parts = [ProgressText.Frames(progress, _pace.FramesPerSecond), ProgressText.Ranges(progress)];
        var text = string.Join("; ", parts.Where(part => part.Length > 0));
        if (entered) text = "started";
        else if (text.Length == 0) text = $"{time.GetElapsedTime(_entered, now).TotalSeconds:0} s so far";
        output.WriteLine($"{_state}: {text}");
    }
}
