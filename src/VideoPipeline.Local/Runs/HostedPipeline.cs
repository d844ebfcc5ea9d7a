using System.Globalization;
using VideoPipeline.Errors;
using VideoPipeline.Functions;
using VideoPipeline.Functions.Completions;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Bindings;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tasks;
using VideoPipeline.StatesLanguage.Testing;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Runs;

/// <summary>The template's state machine and functions, run on this machine with a folder as the store.</summary>
internal sealed class HostedPipeline : IAsyncDisposable
{
    /// <summary>The ARN of the local state machine.</summary>
    public const string StateMachineArn =
        $"arn:aws:states:us-east-1:{StepFunctionsClients.LocalAccount}:stateMachine:videopipeline";

    private const string BucketResource = "Bucket", StateMachineResource = "StateMachine";

    private readonly StateMachineDefinition _definition;
    private readonly StatesEngine _engine;
    private readonly IStore _store;
    private readonly Action<string> _log;

    /// <summary>Reads the template and the definition. Functions start when they are first invoked.</summary>
    /// <param name="options">The template, the store and how functions are hosted.</param>
    /// <param name="store">The store in the options' folder.</param>
    /// <param name="environment">Additional environment variables of the functions.</param>
    /// <param name="countFrames">Receives the number of newly analyzed frames.</param>
    /// <exception cref="InvalidInputException">The bindings are invalid.</exception>
    public HostedPipeline(
        LocalRunsOptions options, IStore store, IReadOnlyDictionary<string, string> environment, Action<long> countFrames)
    {
        (_store, _log) = (store, options.Log);
        Template = SamTemplate.Load(options.TemplatePath);
        var resources = new Dictionary<string, string>
        {
            [BucketResource] = LocalRuns.Bucket,
            [StateMachineResource] = StateMachineArn,
        };
        DefinitionText = Template.ReadDefinition(Template.StateMachines[StateMachineResource], resources);
        _definition = StateMachineDefinition.Parse(DefinitionText);
        var logFunction = options.LogFunction ?? (line => options.Log($"{line.Function}: {line.Text}"));
        Action<FunctionLogLine> log = line =>
        {
            logFunction(line);
            InvocationLog.Current?.Add(line.Text);
            Log.Add(line, FunctionTasks.Current);
        };
        var bindings = options.BindingsPath is { } path ? FunctionBindings.Load(path, Template) : FunctionBindings.None;
        var variables = new Dictionary<string, string>(environment)
        {
            [Settings.StoreVariable] = Path.GetFullPath(options.StoreFolder),
            [Settings.AddressesVariable] = Settings.AnyAddress,
            [Settings.SharedProcessorsVariable] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        };
        if (options.VideoFolder is { } videos) variables[Settings.VideoFolderVariable] = Path.GetFullPath(videos);
        var host = new FunctionHostOptions
        {
            Template = Template,
            Resources = resources,
            Sandbox = options.Sandbox,
            Environment = variables,
            Log = log,
            CountFrames = countFrames,
        };
        Functions = options.Isolated ? FunctionHost.Isolated(host) : FunctionHost.InProcess(host);
        BoundFunctions = new BoundFunctions(Functions, Template, bindings, TimeProvider.System, log);
        Tasks = new FunctionTasks(BoundFunctions);
        _engine = new StatesEngine(Tasks, new StoreObjects(store, LocalRuns.Bucket));
    }

    /// <summary>The template.</summary>
    public SamTemplate Template { get; }

    /// <summary>The state machine's definition, in which logical IDs replace the ARNs of functions.</summary>
    public string DefinitionText { get; }

    /// <summary>What Task states invoke.</summary>
    public FunctionTasks Tasks { get; }

    /// <summary>The tasks that wait for their token.</summary>
    public TaskTokens Tokens => _engine.Tokens;

    /// <summary>The tasks of activities that wait for a worker.</summary>
    public Activities Activities => _engine.Activities;

    /// <summary>The functions.</summary>
    public IFunctionInvoker Functions { get; }

    /// <summary>The functions by name or ARN, with the bound ones.</summary>
    public BoundFunctions BoundFunctions { get; }

    /// <summary>What they logged last.</summary>
    public FunctionLog Log { get; } = new(TimeProvider.System);

    /// <summary>
    /// Runs an execution until it succeeds, fails or is cancelled. If it fails, writes <c>failure.json</c>, as the Complete
    /// function does on AWS.
    /// </summary>
    /// <returns>The result, and what failed; null if nothing did.</returns>
    public async Task<(ExecutionResult Result, FailureRecord? Failure)> RunAsync(
        JsonData input, ExecutionOptions options, CancellationToken cancellation)
    {
        return await RunPipelineAsync(_definition, input, null, options, cancellation);
    }

    /// <summary>Runs an execution of any definition, the next attempt of one that has ended, or one that was
    /// interrupted.</summary>
    /// <param name="definition">The definition. If it is the pipeline's, a failure is recorded.</param>
    /// <param name="input">The input.</param>
    /// <param name="previous">From where it goes on: its last attempt; null for the first.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellation">Aborts the execution.</param>
    public async Task<ExecutionResult> RunAsync(
        StateMachineDefinition definition, JsonData input, ExecutionResult? previous, ExecutionOptions options,
        CancellationToken cancellation) => options.StateMachineArn == StateMachineArn
            ? (await RunPipelineAsync(definition, input, previous, options, cancellation)).Result
            : await RunAnyAsync(definition, input, previous, options, cancellation);

    /// <summary>Tests a state by itself.</summary>
    /// <inheritdoc cref="StatesEngine.TestAsync"/>
    public Task<StateTestResult> TestAsync(StateUnderTest state, StateTestOptions options) => _engine.TestAsync(state, options);

    private Task<ExecutionResult> RunAnyAsync(
        StateMachineDefinition definition, JsonData input, ExecutionResult? previous, ExecutionOptions options,
        CancellationToken cancellation) => previous switch
        {
            null => _engine.RunAsync(definition, input, options, cancellation),
            { Status: ExecutionStatus.Running } => _engine.ResumeAsync(definition, previous, options, cancellation),
            _ => _engine.RedriveAsync(definition, previous, options, cancellation),
        };

    private async Task<(ExecutionResult Result, FailureRecord? Failure)> RunPipelineAsync(
        StateMachineDefinition definition, JsonData input, ExecutionResult? previous, ExecutionOptions options,
        CancellationToken cancellation)
    {
        var key = new RunKeys(options.Name).Failure;
        if (previous is not null) await TryAsync(key, "deleted", () => _store.DeleteAsync(key, CancellationToken.None));
        var items = new ItemFailures(previous);
        var result = await RunAnyAsync(
            definition, input, previous,
            options with { StateMachineArn = StateMachineArn, OnEvent = items.OnEvent + options.OnEvent }, cancellation);
        if (result.Status is not (ExecutionStatus.Failed or ExecutionStatus.TimedOut)) return (result, null);
        var failure = items.Describe(result);
        await TryAsync(
            key, "written", () => FailureRecords.WriteAsync(_store, key, failure, CancellationToken.None));
        return (result, failure);
    }

    // That the record cannot be changed must not hide the failure, which may have the same cause.
    private async Task TryAsync(string key, string what, Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or VideoPipelineException)
        {
            _log($"{key} could not be {what}: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Functions.DisposeAsync();
}
