using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>An execution of a state machine, or a child execution of a Map Run.</summary>
internal sealed class Execution
{
    private readonly List<MapRun> _mapRuns = [];
    private readonly DateTimeOffset _started;

    public Execution(
        EngineServices services, ExecutionOptions options, StateMachineArn stateMachine, string arn, string name,
        JsonData input, MapRun? mapRun)
    {
        (Services, Options, StateMachine, Arn, Name, Input) = (services, options, stateMachine, arn, name, input);
        _started = services.Time.GetUtcNow();
        History = new ExecutionHistory(
            services.Time,
            options.OnEvent is { } observer ? entry => observer(new ExecutionEvent(arn, mapRun, entry)) : null);
        Context = ContextObject.Create(
            new ExecutionInfo(
                arn, name, input, _started, options.RoleArn, stateMachine.ToString(), stateMachine.Name));
    }

    public EngineServices Services { get; }

    public ExecutionOptions Options { get; }

    public StateMachineArn StateMachine { get; }

    public string Arn { get; }

    public string Name { get; }

    public JsonData Input { get; }

    public ExecutionHistory History { get; }

    public ContextObject Context { get; }

    /// <summary>Cancelled when the whole execution stops, but not when a branch is aborted because a sibling
    /// failed.</summary>
    public CancellationToken Stopped { get; private set; }

    /// <summary>Adds a Map Run. Thread-safe, because branches run concurrently.</summary>
    public void Add(MapRun mapRun)
    {
        lock (_mapRuns) _mapRuns.Add(mapRun);
        Options.OnMapRun?.Invoke(mapRun);
    }

    public async Task<ExecutionResult> RunAsync(Workflow workflow, int? timeoutSeconds, CancellationToken cancellation)
    {
        using var deadline = Services.Time.CreateDeadline(timeoutSeconds);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        Stopped = stop.Token;
        History.Append(0, HistoryEventType.ExecutionStarted, new ExecutionStartedDetails(Input, Options.RoleArn));
        var track = new EventChain(History, 0);
        try
        {
            var branch = new Branch(this, track, Context, Variables.None);
            var output = await WorkflowRun.RunAsync(workflow, Input, branch, stop.Token).ConfigureAwait(false);
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
    };
}
