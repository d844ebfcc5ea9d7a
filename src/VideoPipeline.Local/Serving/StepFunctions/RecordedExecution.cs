using VideoPipeline.Local.Serving.StepFunctions.Durability;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The state of an execution, running or ended, derived from its events. Of an execution that has ended, the journal has
/// the events, the input and the output. Thread-safe.</summary>
/// <param name="start">What it was started with.</param>
/// <param name="journal">The journal, of a child execution that of the execution which started it.</param>
internal sealed class RecordedExecution(ExecutionStart start, ExecutionJournal journal)
{
    private readonly Lock _lock = new();
    private readonly Lock _reading = new();
    private readonly List<JournalPlace> _places = [];
    private readonly List<MapRun> _mapRuns = [];
    private List<HistoryEvent> _events = [];
    private ExecutionStart _start = start;
    private HistoryEventType? _last;
    private DateTimeOffset _lastTime;
    private JournalPlace? _lastPlace;
    private ExecutionSummary? _summary;
    private Action<RecordedExecution>? _readRest;
    private (int Count, DateTimeOffset? Date) _redrives;
    private (string? Error, string? Cause)? _stopped;
    private string? _problem;
    private TaskCompletionSource? _redriven;
    private bool _isComplete;

    /// <summary>What it was started with; its input may be empty, see <see cref="Input"/>.</summary>
    public ExecutionStart Start => Locked(() => _start);

    public ExecutionJournal Journal => journal;

    public string Arn { get; } = start.Arn;

    public string Name => Arn[(Arn.LastIndexOf(':') + 1)..];

    public MapRun? MapRun => Start.MapRun;

    /// <summary>The input as it was given.</summary>
    public string Input => Locked(() => _isComplete) ? ReadInput() : Start.Input;

    /// <summary>The events so far.</summary>
    public IReadOnlyList<HistoryEvent> Events
    {
        get
        {
            ReadRest();
            var (places, events) = Locked(() => (_isComplete ? _places.ToArray() : [], _events.ToArray()));
            return places.Length == 0 ? events : [.. journal.ReadEvents(places), .. events];
        }
    }

    /// <summary>The number of events so far.</summary>
    public int EventCount => Locked(() =>
        _summary?.EventCount ?? (_isComplete ? _places.Count + _events.Count : _events.Count));

    /// <summary>The Map Runs of it and its child executions so far, in the order of their start.</summary>
    public IReadOnlyList<MapRun> MapRuns
    {
        get
        {
            ReadRest();
            return Locked(() => _mapRuns.ToArray());
        }
    }

    /// <summary>The Map Runs of it and its child executions, if only the summary has been read.</summary>
    public IReadOnlyList<string> UnreadMapRunArns => Locked(() => _summary?.MapRunArns ?? []);

    /// <summary>Whether the last attempt has ended with all that belongs to it.</summary>
    public bool IsComplete => Locked(() => _isComplete);

    /// <summary>Why the execution can neither go on nor be redriven; null if it can.</summary>
    public string? Problem => Locked(() => _problem);

    /// <summary>The status.</summary>
    public ExecutionStatus Status => ExecutionStatusNames.AtEvent(Locked(() => _last));

    /// <summary>The status in responses, which for a child execution may be that its next attempt has not started yet.</summary>
    public string WireStatus => MapRun?.IsPendingRedrive(Arn) == true ? "PENDING_REDRIVE" : Status.ToWire();

    /// <summary>The end time; null while it runs.</summary>
    public DateTimeOffset? Stopped => Locked(() =>
        ExecutionStatusNames.AtEvent(_last) == ExecutionStatus.Running ? (DateTimeOffset?)null : _lastTime);

    /// <summary>Whether StopExecution has been recorded, but not yet its effect.</summary>
    public bool IsStopping => Status == ExecutionStatus.Running && Locked(() => _stopped is not null);

    /// <summary>How often it has been redriven, and when it was last.</summary>
    public (int Count, DateTimeOffset? Date) Redrives => Locked(() => _redrives);

    /// <summary>The output; null unless it succeeded.</summary>
    public JsonData? Output => Status == ExecutionStatus.Succeeded ? (ReadLast() as OutputDetails)?.Output : null;

    /// <summary>The error and the cause; null unless it ended without success.</summary>
    public (string? Error, string? Cause) Failure => Status switch
    {
        ExecutionStatus.Aborted => Locked(() => _stopped ?? (null, null)),
        ExecutionStatus.Failed or ExecutionStatus.TimedOut when ReadLast() is FailureDetails details =>
            (details.Error, details.Cause),
        _ => (null, null),
    };

    /// <summary>Adds an event.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="place">Its place in the journal; null if it is not there.</param>
    public void Add(HistoryEvent entry, JournalPlace? place) => Locked(() =>
    {
        if (entry is { Id: 1, Details: ExecutionStartedDetails started })
        {
            _events.Clear();
            _places.Clear();
            if (MapRun is not null) _start = _start with { Input = started.Input.ToString(), Started = entry.Timestamp };
        }
        _events.Add(entry);
        if (place is { } known) _places.Add(known);
        (_last, _lastTime, _lastPlace) = (entry.Type, entry.Timestamp, place);
        if (entry.Details is ExecutionRedrivenDetails redriven)
        {
            _redrives = (redriven.RedriveCount, entry.Timestamp);
            _stopped = null;
            _redriven?.TrySetResult();
        }
        return true;
    });

    /// <summary>The last attempt has ended: from now on the journal has what is large.</summary>
    public void Complete()
    {
        if (MapRun is null) AppendSummary();
        Locked(() =>
        {
            _events = [.. _events.Skip(_places.Count)];
            _start = _start with { Input = "" };
            foreach (var run in _mapRuns) run.Release();
            return _isComplete = true;
        });
        if (MapRun is null) journal.Close();
    }

    /// <summary>Restores an execution that has ended.</summary>
    /// <param name="summary">What its journal ends with.</param>
    /// <param name="problem">Why it cannot be redriven; null if it can.</param>
    /// <param name="readRest">Reads the rest when it is needed, by <see cref="Adopt"/>.</param>
    public void Restore(ExecutionSummary summary, string? problem, Action<RecordedExecution> readRest) => Locked(() =>
    {
        (_last, _lastTime, _lastPlace) = (summary.Last, summary.LastTime, summary.LastPlace);
        (_redrives, _stopped, _problem) = (summary.Redrives, summary.Stopped, problem);
        (_summary, _readRest, _start) = (summary, readRest, _start with { Input = "" });
        return _isComplete = true;
    });

    /// <summary>Reads the events, the Map Runs and the child executions, if only the summary has been read.</summary>
    public void ReadRest()
    {
        lock (_reading)
        {
            if (_readRest is not { } read) return;
            read(this);
            _readRest = null;
        }
    }

    /// <summary>Takes the events and the Map Runs of the same execution, which has been read from the journal.</summary>
    public void Adopt(RecordedExecution read) => Locked(() =>
    {
        _places.AddRange(read._places);
        _mapRuns.AddRange(read._mapRuns);
        _summary = null;
        return true;
    });

    /// <summary>Begins the next attempt.</summary>
    /// <param name="previous">What the journal has of the attempts so far.</param>
    /// <returns>Completes when the history has ExecutionRedriven.</returns>
    public Task BeginRedrive(ExecutionResult previous)
    {
        Begin(previous.History);
        return Locked(() =>
        {
            _redriven = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _redriven.Task;
        });
    }

    /// <summary>A redrive of the execution that started the Map Run reads it again.</summary>
    public void Replace(MapRun run) => Locked(() => _start = _start with { MapRun = run });

    /// <summary>Begins the next attempt of a child execution.</summary>
    public void BeginChildRedrive() => Begin(Events);

    /// <summary>Adds a Map Run, in the place of the one of the same ARN if there is one.</summary>
    public void Add(MapRun run) => Locked(() =>
    {
        var at = _mapRuns.FindIndex(known => known.Arn == run.Arn);
        if (at < 0) _mapRuns.Add(run);
        else _mapRuns[at] = run;
        return true;
    });

    /// <summary>Ends an execution that cannot go on. The journal does not have that: it may go on with another version.</summary>
    public void Abandon(string problem, DateTimeOffset now)
    {
        if (Status == ExecutionStatus.Running)
        {
            var details = new FailureDetails(ErrorNames.Runtime, problem);
            Add(new HistoryEvent(EventCount + 1, EventCount, now, HistoryEventType.ExecutionFailed, details), null);
        }
        Locked(() => _problem = problem);
    }

    /// <summary>Records the error and the cause of StopExecution.</summary>
    /// <returns>Whether it is the first StopExecution of this attempt.</returns>
    public bool TryStop(string? error, string? cause) => Locked(() =>
    {
        if (_stopped is not null) return false;
        journal.AppendStop(_start.MapRun is null ? null : _start.Arn, error, cause);
        _stopped = (error, cause);
        return true;
    });

    /// <summary>Restores the error and the cause of StopExecution.</summary>
    public void RestoreStop((string? Error, string? Cause) stop) => Locked(() => _stopped = stop);

    private void Begin(IReadOnlyList<HistoryEvent> events)
    {
        ReadRest();
        var input = Input;
        Locked(() =>
        {
            (_start, _events) = (_start with { Input = input }, [.. events]);
            return _isComplete = false;
        });
    }

    private EventDetails? ReadLast()
    {
        var (place, entry) = Locked(() => (_lastPlace, _events.LastOrDefault()));
        return entry is not null ? entry.Details : journal.ReadEvents([place!.Value]).Single().Details;
    }

    // Not of one that only cannot go on here.
    private void AppendSummary()
    {
        var summary = Locked(() => _problem is not null || _lastPlace is not { } place ? null : new ExecutionSummary(
            _last!.Value, _lastTime, place, _events.Count, _redrives, _stopped,
            [.. _mapRuns.Select(run => run.Arn)]));
        if (summary is not null) journal.AppendSummary(summary);
    }

    private string ReadInput() => MapRun is null
        ? journal.ReadInput()
        : ((ExecutionStartedDetails)journal.ReadEvents([Locked(() => _places[0])]).Single().Details!).Input.ToString();

    private T Locked<T>(Func<T> read)
    {
        lock (_lock) return read();
    }
}
