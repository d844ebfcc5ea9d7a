using System.Globalization;
using VideoPipeline.Functions;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Runs;

/// <summary>Runs the state machine of the template with its functions, on this machine.</summary>
public sealed class LocalRuns(LocalRunsOptions options) : ILocalRuns
{
    /// <summary>The name of the store's bucket on this machine.</summary>
    public const string Bucket = "local";

    private const string BucketResource = "Bucket", StateMachineResource = "StateMachine";

    /// <inheritdoc/>
    public async Task<RunOutcome> RunAsync(
        string name, ExecutionInput input, IRunObserver? observer, CancellationToken cancellation)
    {
        var template = SamTemplate.Load(options.TemplatePath);
        var resources = new Dictionary<string, string> { [BucketResource] = Bucket };
        var definition = StateMachineDefinition.Parse(template.ReadDefinition(template.StateMachines[StateMachineResource], resources));
        var store = FolderStore.Open(options.StoreFolder, TimeProvider.System);
        var progress = new ProgressTracker(store, new RunKeys(name), observer);

        await using var functions = Host(template, resources, progress);
        var engine = new StatesEngine(new FunctionTasks(functions), new StoreObjects(store, Bucket));
        var result = await engine.RunAsync(
            definition,
            StatesJson.Parse(input.Checked().ToJson()),
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

    private IFunctionInvoker Host(SamTemplate template, Dictionary<string, string> resources, ProgressTracker progress)
    {
        var host = new FunctionHostOptions
        {
            Template = template,
            Resources = resources,
            Sandbox = options.Sandbox,
            Environment = new Dictionary<string, string>
            {
                [Settings.StoreVariable] = Path.GetFullPath(options.StoreFolder),
                [Settings.SharedProcessorsVariable] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            },
            Log = line => options.Log($"{line.Function}: {line.Text}"),
            CountFrames = progress.CountFrames,
        };
        return options.Isolated ? new IsolatedFunctionHost(host) : new FunctionHost(host);
    }

    // Only the states of the execution itself, not of its many children.
    private static async ValueTask StepAsync(IRunObserver observer, string name, StateEntry entry, CancellationToken cancellation)
    {
        if (entry.ExecutionArn.EndsWith($":{name}", StringComparison.Ordinal))
            await observer.BeforeStateAsync(entry.State.Name, entry.Input.ToString(Newtonsoft.Json.Formatting.Indented), cancellation);
    }
}
