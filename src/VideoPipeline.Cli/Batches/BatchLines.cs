using System.Globalization;
using VideoPipeline.Cli.Progress;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Batches;

/// <summary>Writes lines on the progress of a batch, at most one every ten seconds: the videos that end have lines of their
/// own.</summary>
/// <param name="output">Where to.</param>
/// <param name="time">The clock.</param>
/// <param name="total">The number of videos.</param>
internal sealed class BatchLines(TextWriter output, TimeProvider time, int total) : IBatchDisplay
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long _written = time.GetTimestamp();
    private int _ended;

    /// <inheritdoc/>
    public bool OwnsTerminal => false;

    /// <inheritdoc/>
    public IProgressDisplay Begin(string name) => new VideoLines(this, name);

    /// <inheritdoc/>
    public void End(IProgressDisplay video)
    {
        lock (_lock) (_ended, _written) = (_ended + 1, time.GetTimestamp());
    }

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        lock (_lock) output.WriteLine(line);
    }

    private sealed class VideoLines(BatchLines all, string name) : IProgressDisplay
    {
        private readonly ThroughputMeter _pace = new(all.Time);

        public void Show(RunProgress progress)
        {
            _pace.Record(progress);
            all.Write($"{name}: {progress.State} {ProgressText.Frames(progress, _pace.FramesPerSecond)}".TrimEnd());
        }
    }

    private TimeProvider Time => time;

    private void Write(string video)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (time.GetElapsedTime(_written, now) < s_interval) return;
            _written = now;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_ended:N0} of {total:N0} videos; {video}"));
        }
    }
}
