using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Reads from the history of an execution where its workflow, and those within it, stand.</summary>
internal sealed class PositionReader
{
    private readonly WorkflowPosition _root;
    private readonly Dictionary<WorkflowId, WorkflowPosition> _workflows = [];

    // The workflows by the event that entered the state they are in.
    private readonly Dictionary<long, WorkflowPosition> _entered = [];

    private PositionReader(Workflow workflow, JsonData input) =>
        _workflows[default] = _root = new WorkflowPosition(workflow, input);

    /// <param name="workflow">The workflow of the execution.</param>
    /// <param name="input">Its input.</param>
    /// <param name="events">The events of the execution.</param>
    /// <param name="attempts">What happened to attempts of its states, in order.</param>
    public static WorkflowPosition Read(
        Workflow workflow, JsonData input, IReadOnlyList<HistoryEvent> events, IReadOnlyList<AttemptEntry> attempts)
    {
        var reader = new PositionReader(workflow, input);
        var next = 0;
        foreach (var entry in events)
        {
            while (next < attempts.Count && attempts[next].After < entry.Id) reader.Apply(attempts[next++]);
            reader.Apply(entry);
        }
        while (next < attempts.Count) reader.Apply(attempts[next++]);
        return reader._root;
    }

    private void Apply(HistoryEvent entry)
    {
        switch (entry.Type)
        {
            case HistoryEventType.ExecutionStarted or HistoryEventType.ExecutionFailed
                or HistoryEventType.ExecutionTimedOut or HistoryEventType.ExecutionAborted:
                return;
            case HistoryEventType.ExecutionRedriven:
                _root.Redrive(entry);
                return;
            case HistoryEventType.MapIterationStarted:
                StartChild(entry.Workflow, JsonData.Null).StartIteration(entry);
                return;
            case HistoryEventType.MapIterationSucceeded:
                _workflows[entry.Workflow].Succeed(entry);
                return;
            case HistoryEventType.MapIterationFailed or HistoryEventType.MapIterationAborted:
                return;
        }
        switch (entry.Details)
        {
            case StateEnteredDetails entered:
                var position = FindStarted(entry.Workflow) ?? StartChild(entry.Workflow, entered.Input);
                position.Enter(entry, entered);
                _entered[entry.Id] = position;
                return;
            case StateExitedDetails exited:
                var left = _workflows[entry.Workflow];
                _entered.Remove(left.Entered!.Id);
                left.Exit(entry, exited);
                return;
            default:
                _workflows[entry.Workflow].Record(entry);
                return;
        }
    }

    private void Apply(AttemptEntry attempt)
    {
        if (!_entered.TryGetValue(attempt.Entered, out var position)) return;
        if (attempt is RetryEntry retry) position.RetryState(retry);
        else if (attempt is FailureEntry failure) position.FailState(failure);
    }

    // A branch of an earlier attempt of its state is not one of this attempt.
    private WorkflowPosition? FindStarted(WorkflowId id)
    {
        if (id == default) return _root;
        return _entered[id.Entered].Children.GetValueOrDefault(id.Index) is { } child && _workflows[id] == child ? child : null;
    }

    private WorkflowPosition StartChild(WorkflowId id, JsonData input)
    {
        var around = _entered[id.Entered];
        var workflows = around.State!.Workflows;
        var workflow = workflows[workflows.Count == 1 ? 0 : id.Index];
        return _workflows[id] = around.StartChild(id.Index, workflow, input);
    }
}
