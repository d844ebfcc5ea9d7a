using System.Collections.Concurrent;
using Spectre.Console;
using Spectre.Console.Rendering;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Displays progress on a terminal: a bar per state, with frames, frames per second and remaining time.</summary>
internal sealed class ProgressBars : IProgressDisplay
{
    private readonly ProgressContext _bars;
    private readonly DetailsColumn _details;
    private readonly TimeProvider _time;
    private ThroughputMeter _pace;
    private ProgressTask? _bar;

    private ProgressBars(ProgressContext bars, DetailsColumn details, TimeProvider time) =>
        (_bars, _details, _time, _pace) = (bars, details, time, new ThroughputMeter(time));

    /// <summary>Runs <paramref name="work"/> and displays bars meanwhile.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="work">The operation; receives the display.</param>
    public static Task<T> RunAsync<T>(TextWriter terminal, TimeProvider time, Func<IProgressDisplay, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal) });
        var details = new DetailsColumn();
        return console.Progress()
            .HideCompleted(false)
            .AutoClear(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = 30 },
                new PercentageColumn(),
                details)
            .StartAsync(async bars =>
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
            _pace = new ThroughputMeter(_time);
        }
        _pace.Record(progress.FramesDone);
        // Without a frame count, the bar shows ranges if there are several.
        var (done, total) = progress.FramesTotal is { } frames ? (progress.FramesDone, frames)
            : progress.RangesTotal > 1 ? (progress.RangesDone, progress.RangesTotal)
            : (0, 0);
        _bar.IsIndeterminate = total == 0 || progress.RangesTotal == 0;
        if (!_bar.IsIndeterminate) _bar.MaxValue(total).Value(done);
        string[] parts = [ProgressText.Frames(progress, _pace.FramesPerSecond), ProgressText.Ranges(progress)];
        _details.Texts[_bar.Id] = string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private void Finish()
    {
        if (_bar is null) return;
        if (_bar.IsIndeterminate) _bar.Value = _bar.MaxValue; // a determinate bar keeps its value: the state may have failed
        _bar.IsIndeterminate = false;
        _bar.StopTask();
    }

    private sealed class DetailsColumn : ProgressColumn
    {
        public ConcurrentDictionary<int, string> Texts { get; } = new();

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(Texts.GetValueOrDefault(task.Id, "")).Overflow(Overflow.Ellipsis);
    }
}
