using VideoPipeline.Executions;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Runs;

/// <summary>Runs the state machine of the template with its functions, on this machine.</summary>
public sealed class LocalRuns(LocalRunsOptions options) : IRuns
{
    /// <summary>The name of the store's bucket on this machine.</summary>
    public const string Bucket = "local";

    /// <inheritdoc/>
    public async Task<RunOutcome> RunAsync(
        string name, ExecutionInput input, IRunObserver? observer, CancellationToken cancellation)
    {
        var store = FolderStore.Open(options.StoreFolder, TimeProvider.System);
        var progress = new ProgressTracker(store, new RunKeys(name), observer);
        await using var pipeline = new HostedPipeline(options, store, new Dictionary<string, string>(), progress.CountFrames);
        var result = await pipeline.RunAsync(
            StatesJson.Parse(input.Validated().ToJson()),
            new ExecutionOptions
            {
                Name = name,
                OnEvent = progress.OnEvent,
                BeforeState = observer is null ? null : (entry, stop) => StepAsync(observer, name, entry, stop),
            },
            cancellation);
        cancellation.ThrowIfCancellationRequested();

        var folder = Path.GetFullPath(Path.Combine(options.StoreFolder, new RunKeys(name).Prefix));
        return result.Status == ExecutionStatus.Succeeded
            ? new RunOutcome(name, folder, null, null)
            : new RunOutcome(name, folder, result.Error ?? result.Status.ToWire(), result.Cause ?? "No cause was given.");
    }

    // Only the states of the execution itself, not of its many children.
    private static async ValueTask StepAsync(IRunObserver observer, string name, StateEntry entry, CancellationToken cancellation)
    {
        if (entry.ExecutionArn.EndsWith($":{name}", StringComparison.Ordinal))
            await observer.BeforeStateAsync(entry.State.Name, entry.Input.ToString(Newtonsoft.Json.Formatting.Indented), cancellation);
    }
}
