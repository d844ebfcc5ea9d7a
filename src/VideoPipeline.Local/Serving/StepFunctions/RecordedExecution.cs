using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The state of an execution, running or ended, derived from its events; also of child executions of Map Runs.</summary>
/// <param name="arn">Its ARN.</param>
/// <param name="stateMachineArn">Its state machine's ARN.</param>
/// <param name="mapRun">The Map Run that started it; null if it is not a child execution.</param>
/// <param name="input">Its input.</param>
/// <param name="started">The start time.</param>
internal sealed class RecordedExecution(
    string arn, string stateMachineArn, MapRun? mapRun, JsonData input, DateTimeOffset started)
{
    private readonly Lock _lock = new();
    private readonly List<HistoryEvent> _events = [];
    private readonly List<MapRun> _mapRuns = [];
    private (string? Error, string? Cause) _stopped;

    public string Arn => arn;

    public string Name => arn[(arn.LastIndexOf(':') + 1)..];

    public string StateMachineArn => stateMachineArn;

    public MapRun? MapRun => mapRun;

    public JsonData Input => input;

    public DateTimeOffset Started => started;

    /// <summary>The events so far.</summary>
    public IReadOnlyList<HistoryEvent> Events => Locked(() => _events.ToArray());

    /// <summary>The Map Runs so far, in the order of their start.</summary>
    public IReadOnlyList<MapRun> MapRuns => Locked(() => _mapRuns.ToArray());

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

    /// <summary>The output; null unless it succeeded.</summary>
    public JsonData? Output =>
        Last is { Type: HistoryEventType.ExecutionSucceeded, Details: OutputDetails details } ? details.Output : null;

    /// <summary>The error and the cause; null unless it ended without success.</summary>
    public (string? Error, string? Cause) Failure => Status switch
    {
        ExecutionStatus.Aborted => Locked(() => _stopped),
        ExecutionStatus.Failed or ExecutionStatus.TimedOut when Last?.Details is FailureDetails details =>
            (details.Error, details.Cause),
        _ => (null, null),
    };

    private HistoryEvent? Last => Locked(() => _events.Count == 0 ? null : _events[^1]);

    /// <summary>Adds an event.</summary>
    public void Add(HistoryEvent entry) => Locked(() => { _events.Add(entry); return true; });

    /// <summary>Adds a Map Run.</summary>
    public void Add(MapRun run) => Locked(() => { _mapRuns.Add(run); return true; });

    /// <summary>Records the error and the cause of StopExecution.</summary>
    public void Stop(string? error, string? cause) => Locked(() => _stopped = (error, cause));

    private T Locked<T>(Func<T> read)
    {
        lock (_lock) return read();
    }
}
