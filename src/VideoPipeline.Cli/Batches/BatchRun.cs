using System.Globalization;
using VideoPipeline.Cli.Failures;
using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Cli.Videos;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Batches;

/// <summary>
/// Runs many videos, several at a time. A line tells what became of each; one that fails does not stop the others. What is done
/// is found again by the next batch.
/// </summary>
internal sealed class BatchRun
{
    private readonly IReadOnlyList<SourceAddress> _videos;
    private readonly BatchOptions _options;
    private readonly CommandContext _context;
    private readonly BatchLedger _ledger;
    private readonly VideoRun _run;
    private readonly Lock _lock = new();
    private readonly int _nameWidth;
    private int _ended;

    /// <summary>Names the videos and creates <c>batch.json</c>.</summary>
    /// <param name="videos">The addresses of the videos, each once.</param>
    /// <param name="options">The options.</param>
    /// <param name="context">The environment of the command.</param>
    /// <exception cref="Errors.InvalidInputException">The folder of the results cannot be written.</exception>
    public BatchRun(IReadOnlyList<SourceAddress> videos, BatchOptions options, CommandContext context)
    {
        (_videos, _options, _context) = (videos, options, context);
        var names = VideoNames.Assign(
            videos, name => options.Output is { } folder ? new OutputFolder(Path.Combine(folder, name)).Owner : null);
        var pending = videos.Zip(names, (video, name) => new BatchVideo(video.ToString(), name, BatchStatus.Pending)).ToArray();
        _nameWidth = BatchLine.NameWidth(pending);
        _ledger = new BatchLedger(
            Path.Combine(options.Output ?? context.StoreFolder, BatchReport.FileName), pending, context.Time);
        _run = new VideoRun(options, FinishedRuns.Of(context.StoreFolder), context.Time);
    }

    /// <summary>Runs the videos.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken interrupted)
    {
        var console = _context.CanShowBars && !(_options.Json && _context.OutIsTerminal)
            ? ProgressTable.Open(_context.Terminal)
            : null;
        try
        {
            await (console is null
                ? RunAsync(new BatchLines(_context.Notes, _context.Time, _videos.Count), interrupted)
                : BatchBars.RunAsync(console, _context.Time, _videos.Count, display => RunAsync(display, interrupted)));
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // The ledger says what is done.
        }
        finally
        {
            _ledger.Write();
        }
        return Conclude(interrupted.IsCancellationRequested);
    }

    private Task RunAsync(IBatchDisplay display, CancellationToken interrupted) => Parallel.ForEachAsync(
        _videos.Index(),
        new ParallelOptions { MaxDegreeOfParallelism = _options.Jobs, CancellationToken = interrupted },
        async (video, _) =>
        {
            var (index, address) = video;
            var running = _ledger[index] with { Status = BatchStatus.Running };
            _ledger.Set(index, running);
            var bar = display.Begin(running.Name);
            var ended = await _run.RunAsync(address, running, bar, interrupted);
            _ledger.Set(index, ended);
            display.End(bar);
            if (ended.Status != BatchStatus.Interrupted) Write(ended, display);
        });

    private void Write(BatchVideo video, IBatchDisplay display)
    {
        lock (_lock)
        {
            var text = BatchLine.Text(video, ++_ended, _videos.Count, _nameWidth);
            if (_options.Json) WriteResult(BatchLine.Json(video));
            if (_options.Json || (display.OwnsTerminal && _context.OutIsTerminal)) display.WriteLine(text);
            else WriteResult(text);
        }
    }

    // Whoever reads the lines gets each when it is known.
    private void WriteResult(string line)
    {
        _context.Out.WriteLine(line);
        _context.Out.Flush();
    }

    private int Conclude(bool isInterrupted)
    {
        var report = _ledger.Report();
        foreach (var video in report.Videos.Where(video => video.Status == BatchStatus.Failed))
            _context.Error.WriteLine(FailureText.Of(video.Error!, CauseOf(video)));
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Succeeded:N0} of {report.Total:N0} videos done, {report.Reused:N0} of them before, ")
            + string.Create(CultureInfo.InvariantCulture, $"{report.Failed:N0} failed; {report.Seconds:0.0} s");
        var end = isInterrupted ? _context.Error : _context.Out;
        if (isInterrupted) end.WriteLine(InterruptedText.OfBatch(counts, _context.CommandLineArgs));
        else if (_options.Json) _context.Error.WriteLine(counts);
        else end.WriteLine($"{counts}\nReport     {_ledger.FilePath}");
        return isInterrupted ? ExitCode.Interrupted : report.Failed > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static string CauseOf(BatchVideo video) => video.Cause!.Contains(video.Video, StringComparison.Ordinal)
        ? video.Cause
        : $"{video.Video}: {video.Cause}";
}
