using System.Globalization;
using Spectre.Console;
using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Streams;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Batches;

/// <summary>Displays a batch on a terminal: a bar for all videos, and one for each that runs.</summary>
internal sealed class BatchBars : IBatchDisplay
{
    private const int NameWidth = 20;

    private readonly Lock _lock = new();
    private readonly List<VideoBar> _running = [];
    private readonly IAnsiConsole _console;
    private readonly ProgressContext _bars;
    private readonly DetailsColumn _details;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ProgressTask _all;
    private int _ended;

    private BatchBars(IAnsiConsole console, ProgressContext bars, DetailsColumn details, TimeProvider time, int total)
    {
        (_console, _bars, _details, _time, _started) = (console, bars, details, time, time.GetTimestamp());
        _all = bars.AddTask("All videos", maxValue: total);
        ShowAll();
    }

    /// <inheritdoc/>
    public bool OwnsTerminal => true;

    /// <summary>Runs <paramref name="work"/> and displays bars meanwhile, which disappear at the end.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="total">The number of videos.</param>
    /// <param name="work">The operation; receives the display.</param>
    public static Task RunAsync(IAnsiConsole console, TimeProvider time, int total, Func<IBatchDisplay, Task> work)
    {
        var (progress, details) = ProgressTable.Create(console, NameWidth);
        return progress.HideCompleted(true).AutoClear(true).StartAsync(
            bars => work(new BatchBars(console, bars, details, time, total)));
    }

    /// <inheritdoc/>
    public IProgressDisplay Begin(string name)
    {
        lock (_lock)
        {
            var video = new VideoBar(this, _bars.AddTask(PrintableWriter.Escape(name)).IsIndeterminate());
            _running.Add(video);
            return video;
        }
    }

    /// <inheritdoc/>
    public void End(IProgressDisplay video)
    {
        lock (_lock)
        {
            _running.Remove((VideoBar)video);
            ((VideoBar)video).Bar.StopTask();
            _ended++;
            ShowAll();
        }
    }

    /// <inheritdoc/>
    public void WriteLine(string line) => _console.Write(new ClearedLine(PrintableWriter.Escape(line)));

    private void ShowAll()
    {
        var done = _ended + _running.Sum(video => video.Done);
        _all.Value = done;
        var seconds = _time.GetElapsedTime(_started).TotalSeconds;
        var left = done > 0 ? $"{ProgressText.Duration(seconds * (_all.MaxValue - done) / done)} left" : "";
        var count = string.Create(CultureInfo.InvariantCulture, $"{_ended:N0} of {_all.MaxValue:N0}");
        _details.Set(_all, left.Length > 0 ? $"{count}, about {left}" : count, count);
    }

    private sealed class VideoBar(BatchBars all, ProgressTask bar) : IProgressDisplay
    {
        private readonly ThroughputMeter _pace = new(all._time);

        public ProgressTask Bar => bar;

        // The other states take little time.
        public double Done { get; private set; }

        public void Show(RunProgress progress)
        {
            lock (all._lock)
            {
                _pace.Record(progress);
                ProgressFraction.Set(bar, progress);
                Done = Math.Max(Done, ProgressFraction.Of(progress) ?? 0);
                var pace = ProgressText.Pace(progress, _pace.FramesPerSecond);
                var frames = ProgressText.Frames(progress, _pace.FramesPerSecond);
                var state = progress.State;
                all._details.Set(bar, $"{state} {frames}", pace.Length > 0 ? $"{state} {pace}" : state);
                all.ShowAll();
            }
        }
    }
}
