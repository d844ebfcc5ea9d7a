using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Where a workflow stands: in a state, between two states, or at its end.</summary>
internal sealed class WorkflowPosition(Workflow workflow, JsonData input)
{
    private readonly Dictionary<int, WorkflowPosition> _children = [];
    private readonly List<HistoryEvent> _recorded = [];
    private long _lastEventId;

    public Workflow Workflow => workflow;

    /// <summary>The event that entered the state the workflow is in; null if it is in none.</summary>
    public HistoryEvent? Entered { get; private set; }

    /// <summary>The state that the workflow enters next; null if it is in one, or at its end.</summary>
    public string? Next { get; private set; } = workflow.StartAt;

    /// <summary>The input of the state that the workflow is in or enters next; the output of a workflow at its end.</summary>
    public JsonData Data { get; private set; } = input;

    /// <summary>The variables that the workflow has assigned.</summary>
    public ObjectData Assigned { get; private set; } = ObjectData.Empty;

    /// <summary>The id of the event that the workflow's next event is linked to, before it records <see cref="Recorded"/>
    /// again; 0 if
    /// there is none.</summary>
    public long PreviousEventId { get; private set; }

    /// <summary>The events that the state has recorded in its attempt under way.</summary>
    public IReadOnlyList<HistoryEvent> Recorded => _recorded;

    /// <summary>Whether the Parallel or Map state that the workflow is in has started its branches or iterations.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The Map Run that the state started last; null if there is none.</summary>
    public string? MapRunArn { get; private set; }

    /// <summary>Whether the execution has been redriven, and the Map Run has not yet.</summary>
    public bool IsRedriven { get; private set; }

    /// <summary>The last retry of the state; null if there was none.</summary>
    public RetryEntry? Retry { get; private set; }

    /// <summary>The failure of the first branch or iteration that failed; null if none did.</summary>
    public FailureEntry? Failure { get; private set; }

    /// <summary>Whether the workflow has entered a state.</summary>
    public bool HasEntered { get; private set; }

    /// <summary>The event that the iteration has succeeded; null if it has not, and of any other workflow.</summary>
    public HistoryEvent? Succeeded { get; private set; }

    public bool IsAtEnd => Entered is null && Next is null;

    /// <summary>The positions of the branches or iterations that have started, by index.</summary>
    public IReadOnlyDictionary<int, WorkflowPosition> Children => _children;

    /// <summary>The state that the workflow is in; null if it is in none.</summary>
    public State? State => Entered?.Details is StateEnteredDetails entered ? workflow.States[entered.Name] : null;

    public void Enter(HistoryEvent entry, StateEnteredDetails details)
    {
        Leave(entry.Id);
        (Entered, Next, Data, HasEntered) = (entry, null, details.Input, true);
    }

    public void Exit(HistoryEvent entry, StateExitedDetails details)
    {
        Leave(entry.Id);
        (Entered, Next, Data) = (null, details.Next, details.Output);
        foreach (var (name, value) in details.Assigned ?? ObjectData.Empty) Assigned = Assigned.With(name, value);
    }

    /// <summary>The iteration of an inline Map starts.</summary>
    public void StartIteration(HistoryEvent entry) => PreviousEventId = _lastEventId = entry.Id;

    public void Succeed(HistoryEvent entry) => Succeeded = entry;

    /// <summary>The state that the workflow is in records an event.</summary>
    public void Record(HistoryEvent entry)
    {
        _lastEventId = entry.Id;
        _recorded.Add(entry);
        switch (entry.Type)
        {
            case HistoryEventType.ParallelStateStarted or HistoryEventType.MapStateStarted:
                (HasStarted, MapRunArn, IsRedriven) = (true, null, false);
                _children.Clear();
                break;
            case HistoryEventType.MapRunStarted:
                MapRunArn = ((MapRunStartedDetails)entry.Details!).MapRunArn;
                break;
            case HistoryEventType.MapRunRedriven:
                IsRedriven = false;
                break;
        }
    }

    /// <summary>The attempt of the state failed and is followed by another one.</summary>
    public void RetryState(RetryEntry retry)
    {
        _recorded.Clear();
        _children.Clear();
        (Retry, PreviousEventId, Failure, HasStarted, MapRunArn) = (retry, retry.PreviousEventId, null, false, null);
    }

    public void FailState(FailureEntry failure) => Failure = failure;

    /// <summary>The execution starts again after its end. The state, and those within it, begin a new attempt.</summary>
    public void Redrive()
    {
        _recorded.Clear();
        (Retry, PreviousEventId, Failure, IsRedriven) = (null, _lastEventId, null, true);
        foreach (var child in _children.Values) child.Redrive();
    }

    /// <summary>The execution is redriven by an event.</summary>
    public void Redrive(HistoryEvent entry)
    {
        _lastEventId = entry.Id;
        Redrive();
    }

    /// <summary>A branch or iteration of the state starts, possibly again.</summary>
    public WorkflowPosition StartChild(int index, Workflow child, JsonData childInput) =>
        _children[index] = new WorkflowPosition(child, childInput);

    private void Leave(long eventId)
    {
        _recorded.Clear();
        _children.Clear();
        (PreviousEventId, _lastEventId) = (eventId, eventId);
        (HasStarted, MapRunArn, IsRedriven, Retry, Failure) = (false, null, false, null, null);
    }
}
