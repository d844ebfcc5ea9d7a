using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.WebConsole.Histories;

/// <summary>Reads the events of an execution, as they come, into visits of states.</summary>
internal sealed class HistoryReader
{
    private const string Fail = "Fail";

    // The visit that each event belongs to, and the iteration, by the id of the event.
    private readonly List<(StateVisit? Visit, int? Iteration)> _places = [(null, null)];
    private readonly List<StateVisit> _visits = [];

    /// <summary>The visits in the order in which the states were entered.</summary>
    public IReadOnlyList<StateVisit> Visits => _visits;

    /// <summary>The transitions between states that were taken.</summary>
    public HashSet<(string From, string To)> Taken { get; } = [];

    /// <summary>The number of events so far.</summary>
    public int Count => _places.Count - 1;

    /// <summary>How often the execution was redriven.</summary>
    public int Redrives { get; private set; }

    /// <summary>Adds the event that follows.</summary>
    public void Add(HistoryEvent entry)
    {
        var (visit, iteration) = entry.PreviousEventId < _places.Count ? _places[(int)entry.PreviousEventId] : (null, null);
        _places.Add(entry.Details switch
        {
            StateEnteredDetails entered => Enter(entry, entered, visit, iteration),
            StateExitedDetails exited => Exit(entry, exited, visit),
            MapIterationDetails details when entry.Type == HistoryEventType.MapIterationStarted =>
                (Around(visit, details.Name), details.Index),
            MapRunStartedDetails started when Around(visit, "Map") is { } map => Started(map, started.MapRunArn),
            _ => Other(entry, visit, iteration),
        });
    }

    private (StateVisit? Visit, int? Iteration) Enter(
        HistoryEvent entry, StateEnteredDetails entered, StateVisit? visit, int? iteration)
    {
        // After a state that was left, and at the begin of a branch or iteration, what is around is on the way.
        var isInside = visit is { Exited: null, Status: VisitStatus.Running };
        var parent = isInside ? visit : visit?.Parent;
        if (!isInside && visit is not null) Taken.Add((visit.Name, entered.Name));
        var entering = new StateVisit
        {
            Id = entry.Id,
            Name = entered.Name,
            Type = entry.Type.ToString().Replace("StateEntered", "", StringComparison.Ordinal),
            Parent = parent,
            Iteration = isInside ? iteration : visit?.Iteration,
            Entered = entry.Timestamp,
            Input = entered.Input,
        };
        _visits.Add(entering);
        return (entering, entering.Iteration);
    }

    private static (StateVisit? Visit, int? Iteration) Exit(HistoryEvent entry, StateExitedDetails exited, StateVisit? visit)
    {
        if (Around(visit, exited.Name) is not { } left) return (visit, null);
        left.Exited = entry.Timestamp;
        left.Output = exited.Output;
        left.Status = left.Error is null ? VisitStatus.Succeeded : VisitStatus.Caught;
        return (left, left.Iteration);
    }

    private static (StateVisit? Visit, int? Iteration) Started(StateVisit map, string arn)
    {
        map.MapRunArn = arn;
        return (map, map.Iteration);
    }

    private (StateVisit? Visit, int? Iteration) Other(HistoryEvent entry, StateVisit? visit, int? iteration)
    {
        switch (entry.Type)
        {
            case HistoryEventType.TaskScheduled or HistoryEventType.LambdaFunctionScheduled or HistoryEventType.ActivityScheduled:
                Schedule(visit, entry);
                break;
            case HistoryEventType.TaskSucceeded or HistoryEventType.LambdaFunctionSucceeded
                or HistoryEventType.ActivitySucceeded:
                EndAttempt(visit, entry, VisitStatus.Succeeded, null, null);
                break;
            case HistoryEventType.MapStateStarted or HistoryEventType.MapStateSucceeded:
                visit = Begin(Around(visit, "Map"), entry);
                break;
            case HistoryEventType.ParallelStateStarted or HistoryEventType.ParallelStateSucceeded:
                visit = Begin(Around(visit, "Parallel"), entry);
                break;
            case HistoryEventType.MapStateFailed or HistoryEventType.ParallelStateFailed:
                visit = Around(visit, entry.Type == HistoryEventType.MapStateFailed ? "Map" : "Parallel");
                EndInside(visit, entry);
                break;
            case HistoryEventType.ExecutionRedriven:
                Redrives++;
                Reopen(visit);
                break;
            case HistoryEventType.ExecutionSucceeded or HistoryEventType.ExecutionFailed or HistoryEventType.ExecutionTimedOut
                or HistoryEventType.ExecutionAborted:
                End(entry, visit);
                break;
            default:
                if (entry.Details is TaskDetails { Error: not null } task) SetError(visit, entry, task.Error, task.Cause);
                else if (entry.Details is FailureDetails failure) SetError(visit, entry, failure.Error, failure.Cause);
                else if (entry.Details is EvaluationFailedDetails failed) SetError(visit, entry, failed.Error, failed.Cause);
                break;
        }
        return (visit, iteration);
    }

    private static void Schedule(StateVisit? visit, HistoryEvent entry)
    {
        if (visit is null) return;
        (visit.Status, visit.Error, visit.Cause) = (VisitStatus.Running, null, null);
        visit.Attempts.Add(
            new Attempt(visit.Attempts.Count + 1, entry.Id, entry.Timestamp) { Payload = PayloadOf(entry.Details) });
    }

    // Maybe after an attempt that failed, of which no event tells the end.
    private StateVisit? Begin(StateVisit? visit, HistoryEvent entry)
    {
        EndInside(visit, entry);
        if (visit is not null) (visit.Error, visit.Cause) = (null, null);
        return visit;
    }

    private static JsonData? PayloadOf(EventDetails? details) => details switch
    {
        TaskDetails { Parameters: { } parameters } => parameters["Payload"] ?? parameters,
        LambdaFunctionScheduledDetails function => function.Input,
        ActivityScheduledDetails activity => activity.Input,
        _ => null,
    };

    private static void SetError(StateVisit? visit, HistoryEvent entry, string? error, string? cause)
    {
        if (visit is null) return;
        (visit.Error, visit.Cause) = (error ?? "", cause);
        EndAttempt(visit, entry, VisitStatus.Failed, error, cause);
    }

    private static void EndAttempt(StateVisit? visit, HistoryEvent entry, VisitStatus status, string? error, string? cause)
    {
        if (visit is not { Attempts: [.., { Ended: null } last] }) return;
        visit.Attempts[^1] = last with { Ended = entry.Timestamp, Status = status, Error = error, Cause = cause };
    }

    // A catcher may go on after the states inside, which have no end of their own.
    private void EndInside(StateVisit? failed, HistoryEvent entry)
    {
        if (failed is null) return;
        foreach (var visit in _visits.Where(visit => visit.Status == VisitStatus.Running && IsAround(failed, visit.Parent)))
        {
            visit.Status = visit.Error is not null || visit.Type == Fail ? VisitStatus.Failed : VisitStatus.Aborted;
            visit.Exited = entry.Timestamp;
            EndAttempt(visit, entry, visit.Status, null, null);
        }
        failed.Error ??= "";
    }

    // The states that lead to the last event failed with it, those beside them were aborted.
    private void End(HistoryEvent entry, StateVisit? last)
    {
        var failure = entry.Details as FailureDetails;
        var isFailure = entry.Type is HistoryEventType.ExecutionFailed or HistoryEventType.ExecutionTimedOut;
        foreach (var visit in _visits.Where(visit => visit.Status == VisitStatus.Running))
        {
            var failed = isFailure
                && (visit == last || visit.Error is not null || visit.Type == Fail || IsAround(visit, last));
            visit.Status = failed ? VisitStatus.Failed : VisitStatus.Aborted;
            visit.Exited = entry.Timestamp;
            if (failed && visit.Error is null or "") (visit.Error, visit.Cause) = (failure?.Error ?? "", failure?.Cause);
            EndAttempt(visit, entry, visit.Status, null, null);
        }
    }

    // A redrive goes on in the states that had not been left.
    private void Reopen(StateVisit? failed)
    {
        foreach (var visit in _visits.Where(visit => visit.Status is VisitStatus.Failed or VisitStatus.Aborted))
        {
            if (visit != failed && !IsAround(visit, failed) && visit.Status == VisitStatus.Failed) continue;
            (visit.Status, visit.Exited, visit.Error, visit.Cause) = (VisitStatus.Running, null, null, null);
        }
    }

    private static StateVisit? Around(StateVisit? visit, string nameOrType)
    {
        for (var at = visit; at is not null; at = at.Parent)
        {
            if (at.Name == nameOrType || (at.Type == nameOrType && at.Exited is null)) return at;
        }
        return visit;
    }

    private static bool IsAround(StateVisit visit, StateVisit? inner) =>
        inner is not null && (inner == visit || IsAround(visit, inner.Parent));
}
