using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Journal;

/// <summary>Reads from the entries of a journal how far an execution got.</summary>
/// <param name="executionArn">The ARN of the execution.</param>
/// <param name="name">Its name.</param>
public sealed class JournalReader(string executionArn, string name)
{
    private readonly Record _root = new(executionArn, name);
    private readonly Dictionary<string, Record> _children = [];
    private readonly Dictionary<string, MapRun> _mapRuns = [];

    /// <summary>Adds the next entry.</summary>
    /// <exception cref="FormatException">The entry does not fit those before it.</exception>
    public void Add(JournalEntry entry)
    {
        switch (entry)
        {
            case MapRunInputsEntry inputs:
                MapRun(inputs.MapRunArn).SetInputs(inputs.Inputs);
                break;
            case MapRunResultsEntry results:
                MapRun(results.MapRunArn).SetResultsWritten(results.Written);
                break;
            case MapRunLimitsEntry limits:
                MapRun(limits.MapRunArn).SetLimits(limits.MaxConcurrency, limits.Tolerance);
                break;
            case ChildStartedEntry { Child: { } arn } started:
                MapRun(started.MapRunArn);
                _children[arn] = new Record(arn, arn[(arn.LastIndexOf(':') + 1)..])
                {
                    MapRun = MapRun(started.MapRunArn), Index = started.Index,
                };
                break;
            case TokenEntry token:
                Of(entry).Tokens.Add(token);
                break;
            case AttemptEntry attempt:
                Of(entry).Attempts.Add(attempt);
                break;
            case EventEntry { Event: var recorded }:
                Add(Of(entry), recorded);
                break;
        }
    }

    /// <summary>The execution as it was at the last entry; its status is RUNNING if it has not ended. The Map Runs belong to the
    /// result, which can be used once.</summary>
    public ExecutionResult Read()
    {
        foreach (var child in _children.Values)
        {
            var (run, result) = (child.MapRun!, child.Result());
            if (result.Status == ExecutionStatus.Running || child.IsAwaitingRedrive) run.Interrupt(child.Index, result);
            else run.Restore(child.Index, result);
        }
        return _root.Result();
    }

    private void Add(Record record, HistoryEvent entry)
    {
        if (entry.Id == 1)
        {
            record.Events.Clear();
            record.IsAwaitingRedrive = false;
        }
        if (entry.Id != record.Events.Count + 1)
            throw new FormatException($"The event {record.Events.Count + 1} is missing before the event {entry.Id}.");
        record.Events.Add(entry);
        switch (entry)
        {
            case { Details: MapRunStartedDetails { Start: { } start } }:
                var run = start.Create();
                _mapRuns[run.Arn] = run;
                record.MapRuns.Add(run);
                record.Latest[entry.Workflow] = run;
                break;
            case { Details: MapRunRedrivenDetails redriven }:
                record.Latest[entry.Workflow] = MapRun(redriven.MapRunArn);
                record.Latest[entry.Workflow].Redrive(entry.Timestamp);
                foreach (var child in _children.Values.Where(child => child.MapRun!.Arn == redriven.MapRunArn))
                    child.IsAwaitingRedrive = child.Status != ExecutionStatus.Succeeded;
                break;
            case { Type: HistoryEventType.MapRunSucceeded }:
                End(record, entry, ExecutionStatus.Succeeded);
                break;
            case { Type: HistoryEventType.MapRunFailed }:
                End(record, entry, ExecutionStatus.Failed);
                break;
            case { Type: HistoryEventType.MapRunAborted }:
                End(record, entry, ExecutionStatus.Aborted);
                break;
            case
            {
                Type: HistoryEventType.ExecutionAborted or HistoryEventType.ExecutionTimedOut or HistoryEventType.ExecutionFailed
                    or HistoryEventType.ExecutionSucceeded,
            }:
                // Of branches that a sibling aborted.
                foreach (var open in record.MapRuns) open.AbortIfRunning(entry.Timestamp);
                break;
            case { Type: HistoryEventType.ExecutionRedriven }:
                record.IsAwaitingRedrive = false;
                record.Attempts.Clear();
                break;
        }
    }

    private static void End(Record record, HistoryEvent entry, ExecutionStatus status)
    {
        var run = record.Latest.GetValueOrDefault(entry.Workflow)
            ?? throw new FormatException($"The Map Run that the event {entry.Id} ends has no start.");
        run.End(status, entry.Timestamp);
    }

    private Record Of(JournalEntry entry) => entry.Child is null
        ? _root
        : _children.GetValueOrDefault(entry.Child)
            ?? throw new FormatException($"The child execution {entry.Child} has no start.");

    private MapRun MapRun(string arn) =>
        _mapRuns.GetValueOrDefault(arn) ?? throw new FormatException($"The Map Run {arn} has no start.");

    private sealed class Record(string arn, string name)
    {
        public List<HistoryEvent> Events { get; } = [];

        public List<AttemptEntry> Attempts { get; } = [];

        public List<TokenEntry> Tokens { get; } = [];

        public List<MapRun> MapRuns { get; } = [];

        /// <summary>The Map Run that a workflow started last. A workflow has one at a time.</summary>
        public Dictionary<WorkflowId, MapRun> Latest { get; } = [];

        public MapRun? MapRun { get; init; }

        public int Index { get; init; }

        // It has ended without success, and its Map Run has been redriven since.
        public bool IsAwaitingRedrive { get; set; }

        public ExecutionStatus Status => ExecutionStatusNames.AtEvent(Events.LastOrDefault()?.Type);

        public ExecutionResult Result()
        {
            var last = Events.LastOrDefault();
            var started = Events.FirstOrDefault();
            var failure = Status is ExecutionStatus.Failed or ExecutionStatus.TimedOut ? last?.Details as FailureDetails : null;
            return new ExecutionResult
            {
                ExecutionArn = arn,
                Name = name,
                Status = Status,
                Input = (started?.Details as ExecutionStartedDetails)?.Input ?? JsonData.Null,
                Output = Status == ExecutionStatus.Succeeded ? (last?.Details as OutputDetails)?.Output : null,
                Error = failure?.Error,
                Cause = failure?.Cause,
                StartDate = started?.Timestamp ?? default,
                StopDate = last?.Timestamp ?? default,
                History = Events,
                RedriveCount = Events.Count(entry => entry.Type == HistoryEventType.ExecutionRedriven),
                MapRuns = MapRuns,
                Attempts = Attempts,
                Tokens = Tokens,
            };
        }
    }
}
