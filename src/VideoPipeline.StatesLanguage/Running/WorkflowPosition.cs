using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Where a workflow stands: in a state, between two states, or at its end.</summary>
internal sealed class WorkflowPosition(Workflow workflow, JsonData input, WorkflowPosition? parent)
{
    private readonly Dictionary<int, WorkflowPosition> _children = [];

    public Workflow Workflow => workflow;

    /// <summary>The position of the workflow around this one; null for that of the execution.</summary>
    public WorkflowPosition? Parent => parent;

    /// <summary>The event that entered the state the workflow is in; null if it is in none.</summary>
    public HistoryEvent? Entered { get; private set; }

    /// <summary>The state that the workflow enters next; null if it is in one, or at its end.</summary>
    public string? Next { get; private set; } = workflow.StartAt;

    /// <summary>The input of the state that the workflow is in or enters next; the output of a workflow at its end.</summary>
    public JsonData Data { get; private set; } = input;

    /// <summary>The variables that the workflow has assigned.</summary>
    public ObjectData Assigned { get; private set; } = ObjectData.Empty;

    /// <summary>The id of the workflow's last event; 0 if it has none.</summary>
    public long LastEventId { get; private set; }

    /// <summary>Whether the Parallel or Map state that the workflow is in has started its branches or iterations.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Whether the workflow has entered a state.</summary>
    public bool HasEntered { get; private set; }

    public bool IsAtEnd => Entered is null && Next is null;

    /// <summary>The positions of the branches or iterations that have started, by index.</summary>
    public IReadOnlyDictionary<int, WorkflowPosition> Children => _children;

    /// <summary>The state that the workflow is in; null if it is in none.</summary>
    public State? State => Entered?.Details is StateEnteredDetails entered ? workflow.States[entered.Name] : null;

    public void Enter(HistoryEvent entry, StateEnteredDetails details)
    {
        (Entered, Next, Data, HasEntered, HasStarted) = (entry, null, details.Input, true, false);
        _children.Clear();
        Reach(entry);
    }

    public void Exit(HistoryEvent entry, StateExitedDetails details)
    {
        (Entered, Next, Data, HasStarted) = (null, details.Next, details.Output, false);
        foreach (var (name, value) in details.Assigned ?? ObjectData.Empty) Assigned = Assigned.With(name, value);
        _children.Clear();
        Reach(entry);
    }

    /// <summary>The state starts its branches or iterations, possibly again.</summary>
    public void Start(HistoryEvent entry)
    {
        HasStarted = true;
        _children.Clear();
        Reach(entry);
    }

    /// <summary>A branch or iteration of the state starts, possibly again.</summary>
    public WorkflowPosition StartChild(int index, Workflow child, JsonData childInput) =>
        _children[index] = new WorkflowPosition(child, childInput, this);

    public void Reach(HistoryEvent entry) => LastEventId = Math.Max(LastEventId, entry.Id);
}
