using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Executions;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Batches;

/// <summary>Runs one video of a batch, unless its results are there.</summary>
/// <param name="options">The options of the batch.</param>
/// <param name="finished">Finds results.</param>
/// <param name="time">The clock.</param>
internal sealed class VideoRun(BatchOptions options, FinishedRuns finished, TimeProvider time)
{
    /// <summary>Runs the video.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="video">What is known of it.</param>
    /// <param name="display">Displays its progress.</param>
    /// <param name="interrupted">Stops it.</param>
    /// <returns>What became of it; an error of the run is no exception.</returns>
    public async Task<BatchVideo> RunAsync(
        SourceAddress address, BatchVideo video, IProgressDisplay display, CancellationToken interrupted)
    {
        var started = time.GetTimestamp();
        BatchVideo ended;
        try
        {
            ended = await RunAsync(options.CreateInput(address), video, display, interrupted);
            // A cancelled worker may report a failure.
            if (ended.Status == BatchStatus.Failed && interrupted.IsCancellationRequested)
                ended = video with { Status = BatchStatus.Interrupted };
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            // A cancellation may surface as any exception.
            ended = video with { Status = BatchStatus.Interrupted };
        }
        catch (Exception failure)
        {
            ended = Failed(video, failure.GetType().Name, failure.Message);
        }
        return ended with { Seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 3) };
    }

    private async Task<BatchVideo> RunAsync(
        ExecutionInput input, BatchVideo video, IProgressDisplay display, CancellationToken interrupted)
    {
        var destination = options.Output is { } folder ? new OutputFolder(Path.Combine(folder, video.Name)) : null;
        if (await finished.FindAsync(input, destination?.Path, interrupted) is { } found)
            return await SucceededAsync(video with { Reused = true }, found, destination, interrupted);
        var name = ExecutionName.For(input.Video, time.GetUtcNow());
        var outcome = await options.CreateRuns().RunAsync(name, input, new RunWatcher(display, steps: null), interrupted);
        return outcome.Error is { } error
            ? Failed(video, error, outcome.Cause ?? "No cause was given.")
            : await SucceededAsync(video, outcome.Folder, destination, interrupted);
    }

    private async Task<BatchVideo> SucceededAsync(
        BatchVideo video, string folder, OutputFolder? destination, CancellationToken interrupted)
    {
        await options.ExportAsync(folder, interrupted);
        var results = new RunFolder(folder);
        if (destination is not null && destination.Path != folder)
        {
            destination.Check();
            destination.Copy(folder, results.Files, results.AbsentFiles);
        }
        var summary = results.Summary;
        return video with
        {
            Status = BatchStatus.Succeeded,
            Folder = Path.TrimEndingDirectorySeparator(destination?.Path ?? folder),
            Execution = destination?.Path == folder ? null : Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
            Frames = summary.Frames.Delivered,
            Missing = summary.Frames.Expected - summary.Frames.Delivered,
            DurationSeconds = summary.Video.DurationSeconds,
            Shots = summary.Shots.Count,
        };
    }

    private static BatchVideo Failed(BatchVideo video, string error, string cause) =>
        video with { Status = BatchStatus.Failed, Error = error, Cause = AddressText.WithoutSecretsWithin(cause) };
}
