using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>An execution of a state machine, or a child execution of a Map Run.</summary>
internal sealed class Execution
{
    private readonly List<MapRun> _mapRuns;
    private readonly ExecutionResult? _previous;
    private readonly DateTimeOffset _started;

    /// <param name="services">The services of the engine.</param>
    /// <param name="options">The identity and the observers of the execution, or of the one that started it.</param>
    /// <param name="stateMachine">The state machine.</param>
    /// <param name="name">The execution's name.</param>
    /// <param name="input">Its input.</param>
    /// <param name="mapRun">The Map Run that started it; null if none did.</param>
    /// <param name="previous">The result of its earlier attempt, from which it goes on; null for the first attempt.</param>
    public Execution(
        EngineServices services, ExecutionOptions options, StateMachineArn stateMachine, string name, JsonData input,
        MapRun? mapRun, ExecutionResult? previous)
    {
        (Services, Options, StateMachine, Name, Input, MapRun, _previous) =
            (services, options, stateMachine, name, input, mapRun, previous);
        Arn = (mapRun is null ? options.ExecutionArn : null) ?? stateMachine.ExecutionArn(name);
        _started = previous?.StartDate ?? services.Time.GetUtcNow();
        _mapRuns = [.. previous?.MapRuns ?? []];
        RedriveCount = previous is null ? 0 : previous.RedriveCount + 1;
        History = new ExecutionHistory(
            services.Time,
            options.OnEvent is { } observer ? entry => observer(new ExecutionEvent(Arn, mapRun, entry)) : null,
            previous?.History ?? []);
        Context = ContextObject.Create(
            new ExecutionInfo(
                Arn, name, input, _started, options.RoleArn, RedriveCount, stateMachine.ToString(), stateMachine.Name));
    }

    public EngineServices Services { get; }

    public ExecutionOptions Options { get; }

    public StateMachineArn StateMachine { get; }

    public string Arn { get; }

    public string Name { get; }

    public JsonData Input { get; }

    /// <summary>The Map Run that started it; null if none did.</summary>
    public MapRun? MapRun { get; }

    /// <summary>The steps from the states of the state machine to the workflow of a child execution.</summary>
    public IReadOnlyList<WorkflowStep> Path { get; init; } = [];

    public ExecutionHistory History { get; }

    public ContextObject Context { get; }

    /// <summary>How often the execution has been redriven.</summary>
    public int RedriveCount { get; }

    /// <summary>Cancelled when the whole execution stops, but not when a branch is aborted because a sibling
    /// failed.</summary>
    public CancellationToken Stopped { get; private set; }

    /// <summary>Adds a Map Run. Thread-safe, because branches run concurrently.</summary>
    public void Add(MapRun mapRun)
    {
        lock (_mapRuns) _mapRuns.Add(mapRun);
        Options.OnMapRun?.Invoke(mapRun);
    }

    /// <summary>The Map Run that a state of an earlier attempt started last; null if there is none.</summary>
    public MapRun? FindMapRun(string state)
    {
        lock (_mapRuns) return _mapRuns.FindLast(run => run.StateName == state);
    }

    /// <summary>Runs the execution to its end: from its start, or from where its earlier attempt failed.</summary>
    public async Task<ExecutionResult> RunAsync(Workflow workflow, int? timeoutSeconds, CancellationToken cancellation)
    {
        using var deadline = Services.Time.CreateDeadline(timeoutSeconds);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        Stopped = stop.Token;
        var track = Begin();
        try
        {
            var branch = new Branch(this, track, Context, Variables.None) { Path = Path };
            var position = PositionReader.Read(workflow, Input, _previous?.History ?? []);
            var output = await WorkflowRun.RunAsync(position, branch, stop.Token).ConfigureAwait(false);
            End(track.PreviousEventId, HistoryEventType.ExecutionSucceeded, new OutputDetails(output));
            return Result(ExecutionStatus.Succeeded) with { Output = output };
        }
        catch (StatesException failure)
        {
            End(track.PreviousEventId, HistoryEventType.ExecutionFailed, new FailureDetails(failure.Error, failure.Cause));
            return Result(ExecutionStatus.Failed) with { Error = failure.Error, Cause = failure.Cause };
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            // A fault of the engine or of its host ends the execution like any other error; it must not leave it running.
            var cause = $"The execution cannot go on: {fault.GetType().Name}: {fault.Message}";
            End(track.PreviousEventId, HistoryEventType.ExecutionFailed, new FailureDetails(ErrorNames.Runtime, cause));
            return Result(ExecutionStatus.Failed) with { Error = ErrorNames.Runtime, Cause = cause };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            End(0, HistoryEventType.ExecutionAborted, new EmptyDetails());
            return Result(ExecutionStatus.Aborted);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            End(0, HistoryEventType.ExecutionTimedOut, new FailureDetails(ErrorNames.Timeout, null));
            return Result(ExecutionStatus.TimedOut) with { Error = ErrorNames.Timeout };
        }
    }

    private EventChain Begin()
    {
        if (_previous is null)
        {
            History.Append(0, HistoryEventType.ExecutionStarted, new ExecutionStartedDetails(Input, Options.RoleArn));
            return new EventChain(History, 0);
        }
        var redriven = History.Append(
            _previous.History[^1].Id, HistoryEventType.ExecutionRedriven, new ExecutionRedrivenDetails(RedriveCount));
        return new EventChain(History, redriven.Id);
    }

    private void End(long previous, HistoryEventType type, EventDetails details) =>
        History.Append(previous, type, details, ends: true);

    private ExecutionResult Result(ExecutionStatus status) => new()
    {
        ExecutionArn = Arn,
        Name = Name,
        Status = status,
        Input = Input,
        StartDate = _started,
        StopDate = Services.Time.GetUtcNow(),
        History = History.Events,
        MapRuns = _mapRuns,
        RedriveCount = RedriveCount,
    };
}
