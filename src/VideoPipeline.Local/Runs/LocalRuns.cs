using VideoPipeline.Executions;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;
using VideoPipeline.Video;

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
        var store = FolderStore.Open(options.StoreFolder, TimeProvider.System);
        var progress = new ProgressTracker(store, new RunKeys(name), observer);
        await using var pipeline = new HostedPipeline(options, store, new Dictionary<string, string>(), progress.CountFrames);
        var (_, failure) = await pipeline.RunAsync(
            JsonData.Parse(input.Validated().ToJson()),
            new ExecutionOptions
            {
                Name = name,
                OnEvent = progress.OnEvent,
                BeforeState = observer is null ? null : (entry, stopping) => BeforeStateAsync(observer, name, entry, stopping),
            },
            cancellation);
        cancellation.ThrowIfCancellationRequested();

        var folder = Path.GetFullPath(Path.Combine(options.StoreFolder, new RunKeys(name).Prefix));
        return failure is null
            ? new RunOutcome(name, folder, null, null)
            : new RunOutcome(name, folder, failure.Error, failure.Cause);
    }

    // Only the states of the execution itself, not those of the child executions of its Map Runs.
    private static async ValueTask BeforeStateAsync(
        IRunObserver observer, string name, StateEntry entry, CancellationToken cancellation)
    {
        if (!entry.ExecutionArn.EndsWith($":{name}", StringComparison.Ordinal)) return;
        var input = WithoutSecrets(entry.Input).ToIndentedString();
        await observer.BeforeStateAsync(entry.State.Name, input, cancellation);
    }

    // The input of the execution may be anywhere in the input of a state.
    private static JsonData WithoutSecrets(JsonData input) => input switch
    {
        StringData text => ((SourceAddress)text.Value).ToString(),
        ArrayData items => ArrayData.Of(items.Select(WithoutSecrets)),
        ObjectData fields => ObjectData.Of(fields.Select(field => (field.Key, WithoutSecrets(field.Value)))),
        _ => input,
    };
}
