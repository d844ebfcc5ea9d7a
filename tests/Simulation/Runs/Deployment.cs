using VideoPipeline.Cli.Estimates;
using VideoPipeline.Simulation.Aws;
using VideoPipeline.Simulation.Deployed;

namespace VideoPipeline.Simulation.Runs;

/// <summary>
/// The simulation of the deployed definition and template in one account, from a seed. Uploads wait in order until fewer than
/// <see cref="Settings.MaxExecutions"/> executions run.
/// </summary>
internal sealed class Deployment
{
    /// <summary>The seconds that the function Start, of which one runs at a time, takes for an execution.</summary>
    private const double StartSeconds = 0.1;

    /// <summary>The seconds from an upload, or the end of an execution, to the function Start: an event of EventBridge.</summary>
    private const double EventSeconds = 1;

    private readonly Queue<(AwsWorkload Work, double Uploaded)> _waiting = new();
    private int _running;
    private bool _isStarting;

    public Deployment(AwsLimits limits, Settings settings, int seed, Spread? spread = null)
        : this(limits, settings, DeployedWorkflow.Read(), DeployedTemplate.Read(), seed, spread)
    {
    }

    public Deployment(
        AwsLimits limits, Settings settings, DeployedWorkflow definition, DeployedTemplate template, int seed,
        Spread? spread = null)
    {
        (Settings, Definition, Spread, Random) = (settings, definition, spread ?? Spread.Default, new Random(seed));
        StepFunctions = new StepFunctionsAccount(Queue, limits);
        var used = FunctionsOf(definition).ToHashSet();
        var functions = template.Functions.Values.Where(function => used.Contains(function.Name))
            .Select(function => new LambdaFunction(Queue, limits, function, function.IsReserved ? settings.MaxWorkers : null));
        Lambda = new LambdaAccount(Queue, limits, functions.ToDictionary(function => function.Deployed.Name));
    }

    public EventQueue Queue { get; } = new();

    public Settings Settings { get; }

    public DeployedWorkflow Definition { get; }

    public Spread Spread { get; }

    public Random Random { get; }

    public LambdaAccount Lambda { get; }

    public StepFunctionsAccount StepFunctions { get; }

    /// <summary>The executions that have ended.</summary>
    public List<EndedExecution> Ended { get; } = [];

    /// <summary>Uploads a video.</summary>
    /// <param name="at">The time in seconds.</param>
    /// <param name="work">What its analysis takes.</param>
    public void Upload(double at, AwsWorkload work) => Queue.After(at, () =>
    {
        var uploaded = Queue.Now;
        Queue.After(EventSeconds, () =>
        {
            _waiting.Enqueue((work, uploaded));
            StartNext();
        });
    });

    private void StartNext()
    {
        if (_isStarting || _running >= Settings.MaxExecutions || !_waiting.TryDequeue(out var next)) return;
        (_isStarting, _running) = (true, _running + 1);
        Queue.After(StartSeconds, () =>
        {
            _isStarting = false;
            var started = Queue.Now;
            var execution = new ExecutionRun(this, next.Work, Definition, range: null, parent: null, (error, events) =>
            {
                Ended.Add(new EndedExecution(next.Uploaded, started, Queue.Now, events, error));
                Queue.After(EventSeconds, () =>
                {
                    _running--;
                    StartNext();
                });
            });
            StepFunctions.StartExecution(execution.Start);
            StartNext();
        });
    }

    private static IEnumerable<string> FunctionsOf(DeployedWorkflow workflow) => workflow.States.Values.SelectMany(state =>
        (state.Function is { } name ? (IEnumerable<string>)[name] : []).Concat(
            state.Children is { } children ? FunctionsOf(children) : []));
}
