using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>An execution of a state machine, or a child execution of a Map Run.</summary>
internal sealed class Execution
{
    private readonly List<MapRun> _mapRuns;
    private readonly ExecutionResult? _previous;
    private readonly DateTimeOffset _started;
    private readonly DateTimeOffset? _redriven;

    /// <param name="services">The services of the engine.</param>
    /// <param name="options">The identity and the observers of the execution, or of the one that started it.</param>
    /// <param name="stateMachine">The state machine.</param>
    /// <param name="name">The execution's name.</param>
    /// <param name="input">Its input.</param>
    /// <param name="mapRun">The Map Run that started it; null if none did.</param>
    /// <param name="previous">From where it goes on: its earlier attempt, which has ended or was interrupted; null if it is
    /// new.</param>
    public Execution(
        EngineServices services, ExecutionOptions options, StateMachineArn stateMachine, string name, JsonData input,
        MapRun? mapRun, ExecutionResult? previous)
    {
        (Services, Options, StateMachine, Name, Input, MapRun, _previous) =
            (services, options, stateMachine, name, input, mapRun, previous);
        Arn = (mapRun is null ? options.ExecutionArn : null) ?? stateMachine.ExecutionArn(name);
        _started = previous?.StartDate ?? services.Time.GetUtcNow();
        _mapRuns = [.. previous?.MapRuns ?? []];
        RedriveCount = previous is null ? 0 : previous.RedriveCount + (IsResumed ? 0 : 1);
        _redriven = FindRedriveTime();
        History = new ExecutionHistory(services.Time, Observe, previous?.History ?? []);
        Context = ContextObject.Create(
            new ExecutionInfo(
                Arn, name, input, _started, options.RoleArn, RedriveCount, _redriven, stateMachine.ToString(),
                stateMachine.Name));

        void Observe(HistoryEvent entry)
        {
            if (options.Journal is not null) Write(new EventEntry(entry));
            options.OnEvent?.Invoke(new ExecutionEvent(Arn, mapRun, entry));
        }
    }

    public EngineServices Services { get; }

    public ExecutionOptions Options { get; }

    public StateMachineArn StateMachine { get; }

    public string Arn { get; }

    public string Name { get; }

    public JsonData Input { get; }

    /// <summary>The test that the execution is part of; null for any other execution.</summary>
    public StateTest? Test { get; init; }

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

    private bool IsResumed => _previous is { Status: ExecutionStatus.Running };

    /// <summary>Writes an entry to the journal, if there is one.</summary>
    public void Write(JournalEntry entry) => Options.Journal?.Invoke(MapRun is null ? entry : entry with { Child = Arn });

    /// <summary>Writes to the journal what happened to an attempt of a state.</summary>
    /// <param name="create">Creates the entry from the id of the execution's last event.</param>
    public void Write(Func<long, AttemptEntry> create)
    {
        if (Options.Journal is not null) History.AtLastEvent(last => Write(create(last)));
    }

    /// <summary>Adds a Map Run. Thread-safe, because branches run concurrently.</summary>
    public void Add(MapRun mapRun)
    {
        lock (_mapRuns) _mapRuns.Add(mapRun);
        Options.OnMapRun?.Invoke(mapRun);
    }

    /// <summary>The Map Run of an ARN; null if there is none.</summary>
    public MapRun? FindMapRun(string? arn)
    {
        lock (_mapRuns) return _mapRuns.Find(run => run.Arn == arn);
    }

    /// <summary>Runs the execution to its end: from its start, or from where its earlier attempt failed or was
    /// interrupted.</summary>
    public async Task<ExecutionResult> RunAsync(Workflow workflow, int? timeoutSeconds, CancellationToken cancellation)
    {
        var begun = Begin();
        using var deadline = Services.Time.CreateDeadline(timeoutSeconds, begun);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        Stopped = stop.Token;
        var track = new EventChain(History, default, 0);
        try
        {
            var position = PositionReader.Read(workflow, Input, History.Events, _previous?.Attempts ?? []);
            track = track.Fork(default, position);
            var branch = new Branch(this, track, Context, Variables.None) { Path = Path };
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

    // Returns when the attempt began.
    private DateTimeOffset Begin()
    {
        if (_previous is null)
        {
            var details = new ExecutionStartedDetails(Input, Options.RoleArn);
            return History.Append(0, default, HistoryEventType.ExecutionStarted, details, at: _started).Timestamp;
        }
        if (IsResumed)
        {
            return History.Events.Last(entry => entry.Type is HistoryEventType.ExecutionStarted
                or HistoryEventType.ExecutionRedriven).Timestamp;
        }
        return History.Append(
            _previous.History[^1].Id, default, HistoryEventType.ExecutionRedriven,
            new ExecutionRedrivenDetails(RedriveCount), at: _redriven).Timestamp;
    }

    // When the execution was redriven last; null if it never was.
    private DateTimeOffset? FindRedriveTime() => _previous is null or { Status: ExecutionStatus.Running, RedriveCount: 0 } ? null
        : IsResumed ? _previous.History.Last(entry => entry.Type == HistoryEventType.ExecutionRedriven).Timestamp
        : Services.Time.GetUtcNow();

    private void End(long previous, HistoryEventType type, EventDetails details)
    {
        // A Map Run of an earlier process, whose branch was aborted before it went on.
        lock (_mapRuns)
        {
            foreach (var run in _mapRuns) run.AbortIfRunning(Services.Time.GetUtcNow());
        }
        History.Append(previous, default, type, details, ends: true);
    }

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
