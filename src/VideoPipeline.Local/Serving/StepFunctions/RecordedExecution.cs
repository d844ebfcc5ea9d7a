using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>What an execution was started with.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="StateMachineArn">The ARN of its state machine; of a child execution that of <c>MACHINE/LABEL</c>.</param>
/// <param name="Revision">What it runs; of a child execution that of the execution which started it.</param>
/// <param name="VersionArn">The version that was named, or chosen by an alias; null for none.</param>
/// <param name="MapRun">The Map Run that started it; null if it is not a child execution.</param>
/// <param name="Input">Its input as it was given.</param>
/// <param name="Started">The start time.</param>
internal sealed record ExecutionStart(
    string Arn, string StateMachineArn, LocalStateMachine Machine, Revision Revision, string? VersionArn, MapRun? MapRun,
    string Input, DateTimeOffset Started)
{
    /// <summary>The alias that was named; null for none.</summary>
    public string? AliasArn { get; init; }

    /// <summary>The X-Ray trace header; null for none.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>The mocked responses of its Task states; null if it is not an execution of a test case.</summary>
    public MockedExecution? Mock { get; init; }

    /// <summary>Steps through the execution and its child executions; null if they run freely.</summary>
    public ExecutionDebugger? Debugger { get; init; }
}

/// <summary>The state of an execution, running or ended, derived from its events. Thread-safe.</summary>
internal sealed class RecordedExecution(ExecutionStart start)
{
    private readonly Lock _lock = new();
    private readonly List<HistoryEvent> _events = [];
    private readonly List<MapRun> _mapRuns = [];
    private (string? Error, string? Cause)? _stopped;
    private ExecutionResult? _result;
    private TaskCompletionSource? _redriven;

    public ExecutionStart Start => start;

    public string Arn => start.Arn;

    public string Name => start.Arn[(start.Arn.LastIndexOf(':') + 1)..];

    public MapRun? MapRun => start.MapRun;

    /// <summary>The events so far.</summary>
    public IReadOnlyList<HistoryEvent> Events => Locked(() => _events.ToArray());

    /// <summary>The number of events so far.</summary>
    public int EventCount => Locked(() => _events.Count);

    /// <summary>The Map Runs so far, in the order of their start.</summary>
    public IReadOnlyList<MapRun> MapRuns => Locked(() => _mapRuns.ToArray());

    /// <summary>The result of the last attempt; null while it runs, and of a child execution.</summary>
    public ExecutionResult? Result
    {
        get => Locked(() => _result);
        set => Locked(() => _result = value);
    }

    /// <summary>The status.</summary>
    public ExecutionStatus Status => Last?.Type switch
    {
        HistoryEventType.ExecutionSucceeded => ExecutionStatus.Succeeded,
        HistoryEventType.ExecutionFailed => ExecutionStatus.Failed,
        HistoryEventType.ExecutionTimedOut => ExecutionStatus.TimedOut,
        HistoryEventType.ExecutionAborted => ExecutionStatus.Aborted,
        _ => ExecutionStatus.Running,
    };

    /// <summary>The end time; null while it runs.</summary>
    public DateTimeOffset? Stopped => Status == ExecutionStatus.Running ? null : Last?.Timestamp;

    /// <summary>How often it has been redriven, and when it was last.</summary>
    public (int Count, DateTimeOffset? Date) Redrives => Locked(() =>
        _events.FindLast(entry => entry.Details is ExecutionRedrivenDetails) is { } redriven
            ? (((ExecutionRedrivenDetails)redriven.Details!).RedriveCount, redriven.Timestamp)
            : (0, (DateTimeOffset?)null));

    /// <summary>The output; null unless it succeeded.</summary>
    public JsonData? Output =>
        Last is { Type: HistoryEventType.ExecutionSucceeded, Details: OutputDetails details } ? details.Output : null;

    /// <summary>The error and the cause; null unless it ended without success.</summary>
    public (string? Error, string? Cause) Failure => Status switch
    {
        ExecutionStatus.Aborted => Locked(() => _stopped ?? (null, null)),
        ExecutionStatus.Failed or ExecutionStatus.TimedOut when Last?.Details is FailureDetails details =>
            (details.Error, details.Cause),
        _ => (null, null),
    };

    private HistoryEvent? Last => Locked(() => _events.Count == 0 ? null : _events[^1]);

    /// <summary>Adds an event.</summary>
    public void Add(HistoryEvent entry) => Locked(() =>
    {
        _events.Add(entry);
        if (entry.Type == HistoryEventType.ExecutionRedriven)
        {
            _stopped = null;
            _redriven?.TrySetResult();
        }
        return true;
    });

    /// <summary>Begins the next attempt.</summary>
    /// <returns>Completes when the history has ExecutionRedriven.</returns>
    public Task BeginRedrive() => Locked(() =>
    {
        _result = null;
        _redriven = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _redriven.Task;
    });

    /// <summary>Adds a Map Run.</summary>
    public void Add(MapRun run) => Locked(() => { _mapRuns.Add(run); return true; });

    /// <summary>Records the error and the cause of StopExecution.</summary>
    /// <returns>Whether it is the first StopExecution of this attempt.</returns>
    public bool TryStop(string? error, string? cause) => Locked(() =>
    {
        if (_stopped is not null) return false;
        _stopped = (error, cause);
        return true;
    });

    private T Locked<T>(Func<T> read)
    {
        lock (_lock) return read();
    }
}
