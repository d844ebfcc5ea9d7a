using System.Globalization;
using Newtonsoft.Json.Linq;
using VideoPipeline.Functions;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Runs;

/// <summary>The template's state machine and functions over a folder that is the store, on this machine.</summary>
internal sealed class HostedPipeline : IAsyncDisposable
{
    /// <summary>The state machine's ARN here: of no account.</summary>
    public const string StateMachineArn = $"arn:aws:states:us-east-1:{StepFunctionsClients.LocalAccount}:stateMachine:videopipeline";

    private const string BucketResource = "Bucket", StateMachineResource = "StateMachine";

    private readonly StateMachineDefinition _definition;
    private readonly StatesEngine _engine;

    /// <summary>Reads the template; functions start when they are first invoked.</summary>
    /// <param name="options">The template, the store and how functions are hosted.</param>
    /// <param name="store">The folder that the options name, opened.</param>
    /// <param name="environment">Variables for the functions besides those of every run.</param>
    /// <param name="countFrames">Takes the frames that functions count.</param>
    public HostedPipeline(LocalRunsOptions options, IStore store, IReadOnlyDictionary<string, string> environment, Action<long> countFrames)
    {
        Template = SamTemplate.Load(options.TemplatePath);
        var resources = new Dictionary<string, string> { [BucketResource] = LocalRuns.Bucket, [StateMachineResource] = StateMachineArn };
        DefinitionText = Template.ReadDefinition(Template.StateMachines[StateMachineResource], resources);
        _definition = StateMachineDefinition.Parse(DefinitionText);
        var host = new FunctionHostOptions
        {
            Template = Template,
            Resources = resources,
            Sandbox = options.Sandbox,
            Environment = new Dictionary<string, string>(environment)
            {
                [Settings.StoreVariable] = Path.GetFullPath(options.StoreFolder),
                [Settings.AddressesVariable] = Settings.AnyAddress,
                [Settings.SharedProcessorsVariable] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            },
            Log = line => options.Log($"{line.Function}: {line.Text}"),
            CountFrames = countFrames,
        };
        Functions = options.Isolated ? new IsolatedFunctionHost(host) : new FunctionHost(host);
        _engine = new StatesEngine(new FunctionTasks(Functions), new StoreObjects(store, LocalRuns.Bucket));
    }

    /// <summary>The template.</summary>
    public SamTemplate Template { get; }

    /// <summary>The state machine's definition, functions standing as their logical ids.</summary>
    public string DefinitionText { get; }

    /// <summary>The functions.</summary>
    public IFunctionInvoker Functions { get; }

    /// <summary>Runs an execution to its end, however it ends.</summary>
    public Task<ExecutionResult> RunAsync(JToken input, ExecutionOptions options, CancellationToken cancellation) =>
        _engine.RunAsync(_definition, input, options with { StateMachineArn = StateMachineArn }, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Functions.DisposeAsync();
}
