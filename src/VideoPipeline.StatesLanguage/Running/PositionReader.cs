using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Reads from the history of an execution where its workflow, and those within it, stand.</summary>
/// <remarks>Each event belongs to the workflow of the event that it is linked to, except for the first of a branch or iteration, and
/// for those of the state around it.</remarks>
internal sealed class PositionReader
{
    private readonly WorkflowPosition _root;
    private readonly Dictionary<long, WorkflowPosition> _positions = [];
    private readonly HashSet<long> _parallelStarts = [];

    private PositionReader(Workflow workflow, JsonData input) => _root = new WorkflowPosition(workflow, input, null);

    public static WorkflowPosition Read(Workflow workflow, JsonData input, IEnumerable<HistoryEvent> events)
    {
        var reader = new PositionReader(workflow, input);
        foreach (var entry in events) reader._positions[entry.Id] = reader.Apply(entry);
        return reader._root;
    }

    private WorkflowPosition Apply(HistoryEvent entry)
    {
        var previous = _positions.GetValueOrDefault(entry.PreviousEventId, _root);
        switch (entry.Details)
        {
            case StateEnteredDetails entered:
                var position = _parallelStarts.Contains(entry.PreviousEventId) ? StartBranch(previous, entered) : previous;
                position.Enter(entry, entered);
                return position;
            case StateExitedDetails exited:
                var left = In(previous, exited.Name);
                left.Exit(entry, exited);
                return left;
            case MapIterationDetails iteration when entry.Type == HistoryEventType.MapIterationStarted:
                var map = In(previous, iteration.Name);
                var started = map.StartChild(iteration.Index, map.State!.Workflows[0], JsonData.Null);
                started.Reach(entry);
                return started;
        }
        if (entry.Type is HistoryEventType.ParallelStateStarted or HistoryEventType.MapStateStarted)
        {
            if (entry.Type == HistoryEventType.ParallelStateStarted) _parallelStarts.Add(entry.Id);
            previous.Start(entry);
            return previous;
        }
        previous.Reach(entry);
        return previous;
    }

    private static WorkflowPosition StartBranch(WorkflowPosition parallel, StateEnteredDetails entered)
    {
        var branches = parallel.State!.Workflows;
        var index = branches.TakeWhile(branch => !branch.States.ContainsKey(entered.Name)).Count();
        return parallel.StartChild(index, branches[index], entered.Input);
    }

    // The position, or one around it, that is in the state of a name. Names are unique in the whole state machine.
    private static WorkflowPosition In(WorkflowPosition position, string state)
    {
        while (position.State?.Name != state) position = position.Parent!;
        return position;
    }
}
