using VideoPipeline.Errors;

namespace VideoPipeline.Cli.Batches;

/// <summary>The videos of a batch, and the file <c>batch.json</c> that keeps up with them. Safe for concurrent use.</summary>
internal sealed class BatchLedger
{
    // Thousands of videos that have results already end within seconds.
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly BatchVideo[] _videos;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _started;
    private readonly long _timestamp;
    private long _written;

    /// <summary>Creates the file, with all videos pending.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="videos">The videos.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public BatchLedger(string path, IEnumerable<BatchVideo> videos, TimeProvider time)
    {
        (FilePath, _videos, _time) = (path, [.. videos], time);
        (_started, _timestamp) = (time.GetUtcNow(), time.GetTimestamp());
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path} cannot be written: {e.Message} Choose another folder.", e);
        }
    }

    /// <summary>The path of the file.</summary>
    public string FilePath { get; }

    /// <summary>The number of videos.</summary>
    public int Count => _videos.Length;

    /// <summary>A video.</summary>
    public BatchVideo this[int index]
    {
        get
        {
            lock (_lock) return _videos[index];
        }
    }

    /// <summary>The report on all videos at this time.</summary>
    public BatchReport Report()
    {
        lock (_lock)
        {
            return new BatchReport(
                BatchReport.CurrentSchema, _started, Seconds(_timestamp), _videos.Length,
                _videos.Count(video => video.Status == BatchStatus.Succeeded), _videos.Count(video => video.Reused),
                _videos.Count(video => video.Status == BatchStatus.Failed), [.. _videos]);
        }
    }

    /// <summary>Replaces what is known of a video.</summary>
    public void Set(int index, BatchVideo video)
    {
        lock (_lock)
        {
            _videos[index] = video;
            if (_time.GetElapsedTime(_written) >= s_interval) Write();
        }
    }

    /// <summary>Writes the file, atomically.</summary>
    public void Write()
    {
        lock (_lock)
        {
            _written = _time.GetTimestamp();
            var unfinished = $"{FilePath}.{Guid.NewGuid():N}";
            try
            {
                File.WriteAllText(unfinished, CliJson.Serialize(Report()) + "\n");
                File.Move(unfinished, FilePath, overwrite: true);
            }
            finally
            {
                File.Delete(unfinished);
            }
        }
    }

    private double Seconds(long since) => Math.Round(_time.GetElapsedTime(since).TotalSeconds, 3);
}
