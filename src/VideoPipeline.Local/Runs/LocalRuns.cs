using VideoPipeline.Executions;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Runs;

/// <summary>Runs executions of the template's state machine on this machine.</summary>
internal sealed class LocalRuns(LocalRunsOptions options) : IRuns
{
    /// <summary>The name of the bucket that the local store replaces.</summary>
    public const string Bucket = "local";

    /// <inheritdoc/>
    public async Task<RunOutcome> RunAsync(
        string name, ExecutionInput input, IRunObserver? observer, CancellationToken cancellation)
    {
        await ServerCheck.RunAsync(input.Video, cancellation);
        var store = FolderStore.Open(options.StoreFolder, TimeProvider.System);
        var progress = new ProgressTracker(store, new RunKeys(name), observer);
        await using var pipeline = new HostedPipeline(options, store, new Dictionary<string, string>(), progress.CountFrames);
        var (_, failure) = await pipeline.RunAsync(
            JsonData.Parse(input.Validated().ToJson()),
            new ExecutionOptions
            {
                Name = name,
                OnEvent = progress.OnEvent,
                Debugger = observer?.Debugger,
            },
            cancellation);
        cancellation.ThrowIfCancellationRequested();

        var folder = Path.GetFullPath(Path.Combine(options.StoreFolder, new RunKeys(name).Prefix));
        return failure is null
            ? new RunOutcome(name, folder, null, null)
            : new RunOutcome(name, folder, failure.Error, failure.Cause);
    }
}
