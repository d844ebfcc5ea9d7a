using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Tasks;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Executes state machines. One engine can run any number of executions concurrently.</summary>
/// <param name="tasks">Invokes the functions of Task states.</param>
/// <param name="objects">The object store of ItemReader and ResultWriter; if null, they fail.</param>
/// <param name="time">The clock for waits, retries and time-outs; null for the system clock.</param>
/// <param name="randomness">The source of jitter and identifiers; null for <see cref="Randomness.System"/>.</param>
public sealed class StatesEngine(
    ITaskInvoker tasks, IObjectStore? objects = null, TimeProvider? time = null, Randomness? randomness = null)
{
    private const int MaxNameLength = 80;

    private readonly EngineServices _services =
        new(tasks, objects, time ?? TimeProvider.System, randomness ?? Randomness.System, new TaskTokens(), new Activities());

    /// <summary>The tasks that wait for their token.</summary>
    public TaskTokens Tokens => _services.Tokens;

    /// <summary>The tasks of activities that wait for a worker.</summary>
    public Activities Activities => _services.Activities;

    /// <summary>Runs an execution until it ends. A failed execution is reported in the result, not thrown.</summary>
    /// <param name="definition">The state machine.</param>
    /// <param name="input">The execution's input. The engine does not change it; the caller must not change it until the
    /// execution ends.</param>
    /// <param name="options">The identity of the execution and the callbacks that observe it.</param>
    /// <param name="cancellation">Aborts the execution (status ABORTED). The returned task completes only after all work of
    /// the execution has stopped.</param>
    /// <exception cref="ArgumentException">The state machine ARN is malformed, the name does not have 1 to 80 characters, or
    /// the input is larger than 256 KiB.</exception>
    public Task<ExecutionResult> RunAsync(
        StateMachineDefinition definition,
        JsonData input,
        ExecutionOptions options,
        CancellationToken cancellation = default)
    {
        var arn = StateMachineArn.Parse(options.StateMachineArn);
        if (options.Name.Length is 0 or > MaxNameLength)
        {
            throw new ArgumentException(
                $"The execution name must have 1 to {MaxNameLength} characters (got {options.Name.Length}).", nameof(options));
        }
        if (PayloadLimit.Exceeds(input))
        {
            throw new ArgumentException(
                $"The input is larger than {PayloadLimit.Bytes} bytes. Store it as an object and pass its key.",
                nameof(input));
        }
        options.Debugger?.OnStarting(definition);
        return new Execution(_services.For(options), options, arn, options.Name, input, mapRun: null, previous: null)
            .RunAsync(definition.Workflow, definition.TimeoutSeconds, cancellation);
    }

    /// <summary>Tests a state: executes it by itself, as an execution would, until it is left, would be retried, or
    /// fails.</summary>
    /// <param name="state">The state.</param>
    /// <param name="options">The circumstances.</param>
    /// <param name="cancellation">Cancels the test.</param>
    /// <exception cref="ArgumentException">The state is a Map or Parallel state, and there is no mock.</exception>
    /// <exception cref="InvalidStateTestException">The options contradict the definition or the input.</exception>
    public Task<StateTestResult> TestAsync(
        StateUnderTest state, StateTestOptions options, CancellationToken cancellation = default) =>
        new StateTest(_services, state, options).RunAsync(cancellation);

    /// <summary>Redrives an execution that did not succeed: goes on from the state that failed, with that state's input.
    /// Branches,
    /// iterations and child executions that succeeded do not run again.</summary>
    /// <param name="definition">The state machine, which must be that of the earlier attempts.</param>
    /// <param name="previous">The result of the last attempt, with its history. Its Map Runs are used again.</param>
    /// <param name="options">As for the first attempt.</param>
    /// <param name="cancellation">Aborts the execution.</param>
    /// <returns>The result of all attempts, with the history of all of them.</returns>
    /// <exception cref="ArgumentException">The execution succeeded, has no history, or has a full one.</exception>
    public Task<ExecutionResult> RedriveAsync(
        StateMachineDefinition definition, ExecutionResult previous, ExecutionOptions options,
        CancellationToken cancellation = default)
    {
        if (previous.Status is ExecutionStatus.Succeeded or ExecutionStatus.Running || previous.History.Count == 0)
        {
            throw new ArgumentException(
                $"An execution with status {previous.Status.ToWire()} and {previous.History.Count} events cannot be redriven.",
                nameof(previous));
        }
        var arn = StateMachineArn.Parse(options.StateMachineArn);
        options.Debugger?.OnStarting(definition);
        return new Execution(_services.For(options), options, arn, previous.Name, previous.Input, mapRun: null, previous)
            .RunAsync(definition.Workflow, definition.TimeoutSeconds, cancellation);
    }

    /// <summary>Goes on with an execution that was interrupted: that ended without an event, because its process did. What has
    /// ended does
    /// not run again; a task that was under way is called again.</summary>
    /// <param name="definition">The state machine, which must be that of the execution.</param>
    /// <param name="interrupted">What the journal says (<see cref="JournalReader"/>).</param>
    /// <param name="options">As for the start.</param>
    /// <param name="cancellation">Aborts the execution.</param>
    /// <returns>The result, with the whole history.</returns>
    /// <exception cref="ArgumentException">The execution has ended, or has no history.</exception>
    public Task<ExecutionResult> ResumeAsync(
        StateMachineDefinition definition, ExecutionResult interrupted, ExecutionOptions options,
        CancellationToken cancellation = default)
    {
        if (interrupted.Status != ExecutionStatus.Running || interrupted.History.Count == 0)
        {
            throw new ArgumentException(
                $"An execution with status {interrupted.Status.ToWire()} and {interrupted.History.Count} events cannot go on.",
                nameof(interrupted));
        }
        var arn = StateMachineArn.Parse(options.StateMachineArn);
        Tokens.Expect(interrupted, options.Journal);
        options.Debugger?.OnStarting(definition);
        return new Execution(_services.For(options), options, arn, interrupted.Name, interrupted.Input, mapRun: null, interrupted)
            .RunAsync(definition.Workflow, definition.TimeoutSeconds, cancellation);
    }
}

/// <summary>The services of an execution and its child executions. Without a debugger, all executions of an engine share
/// them.</summary>
internal sealed record EngineServices(
    ITaskInvoker Tasks, IObjectStore? Objects, TimeProvider Time, Randomness Randomness, TaskTokens Tokens,
    Activities Activities)
{
    /// <summary>The debugger; null if the execution runs freely.</summary>
    public AttachedDebugger? Debugger { get; private init; }

    /// <summary>The services of an execution with these options: with its debugger, they have a clock of their own.</summary>
    public EngineServices For(ExecutionOptions options)
    {
        if (options.Debugger is null) return this;
        var clock = new PausableTime(Time);
        return this with { Time = clock, Debugger = new AttachedDebugger(options.Debugger, clock) };
    }
}
