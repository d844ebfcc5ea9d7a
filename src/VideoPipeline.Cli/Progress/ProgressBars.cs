using Spectre.Console;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Displays progress on a terminal: a bar per state, with frames, frames per second and remaining time.</summary>
internal sealed class ProgressBars : IProgressDisplay
{
    private const int StateWidth = 13;

    private readonly ProgressContext _bars;
    private readonly DetailsColumn _details;
    private readonly ThroughputMeter _pace;
    private ProgressTask? _bar;

    private ProgressBars(ProgressContext bars, DetailsColumn details, TimeProvider time) =>
        (_bars, _details, _pace) = (bars, details, new ThroughputMeter(time));

    /// <summary>Runs <paramref name="work"/> and displays bars meanwhile.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="work">The operation; receives the display.</param>
    public static Task<T> RunAsync<T>(IAnsiConsole console, TimeProvider time, Func<IProgressDisplay, Task<T>> work)
    {
        var (progress, details) = ProgressTable.Create(console, StateWidth);
        return progress.HideCompleted(false).AutoClear(false).StartAsync(async bars =>
        {
            var display = new ProgressBars(bars, details, time);
            var result = await work(display);
            display.Finish();
            return result;
        });
    }

    public void Show(RunProgress progress)
    {
        if (_bar?.Description != progress.State)
        {
            Finish();
            _bar = _bars.AddTask(progress.State);
        }
        _pace.Record(progress);
        ProgressFraction.Set(_bar, progress);
        var (frames, ranges) = (ProgressText.Frames(progress, _pace.FramesPerSecond), ProgressText.Ranges(progress));
        var all = string.Join("; ", new[] { frames, ranges }.Where(part => part.Length > 0));
        _details.Set(_bar, all, frames.Length > 0 ? frames : ranges, ProgressText.Pace(progress, _pace.FramesPerSecond));
    }

    private void Finish()
    {
        if (_bar is null) return;
        if (_bar.IsIndeterminate) _bar.Value = _bar.MaxValue; // a determinate bar keeps its value: the state may have failed
        _bar.IsIndeterminate = false;
        _bar.StopTask();
    }
}
