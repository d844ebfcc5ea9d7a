using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.WebConsole.Histories;

/// <summary>What a page shows of an execution, read again as it goes on.</summary>
public sealed class ExecutionModel
{
    private readonly ExecutionRegistry _known;
    private HistoryReader _reader = new();

    internal ExecutionModel(RecordedExecution execution, ExecutionRegistry known)
    {
        (Execution, _known) = (execution, known);
        Definition = JsonData.Parse(execution.Start.Revision.Text);
        Workflow = execution.MapRun is { } run
            ? JsonData.Parse(MapStateDefinition.OfState(execution.Start.Revision.Text, run.StateName, run.Label).Text)
            : Definition;
    }

    /// <summary>The execution.</summary>
    internal RecordedExecution Execution { get; }

    /// <summary>The definition of its state machine.</summary>
    public JsonData Definition { get; }

    /// <summary>What it runs: the state machine, or of a child execution the item processor.</summary>
    public JsonData Workflow { get; }

    /// <summary>The Map Runs that it has started.</summary>
    public IReadOnlyList<MapRun> MapRuns { get; private set; } = [];

    /// <summary>Its events.</summary>
    public IReadOnlyList<HistoryEvent> Events { get; private set; } = [];

    /// <summary>The states that were entered.</summary>
    public IReadOnlyList<StateVisit> Visits => _reader.Visits;

    /// <summary>The number of transitions, which Step Functions charges.</summary>
    public int Transitions => Visits.Count;

    /// <summary>The number of attempts after the first of a task.</summary>
    public int Retries => Visits.Sum(visit => visit.Retries);

    /// <summary>Reads the events since the last time.</summary>
    public void Update()
    {
        if (Execution.EventCount == Events.Count) return;
        Events = Execution.Events;
        MapRuns = _known.MapRunsOf(Execution);
        // A child execution that is redriven may start anew.
        if (Events.Count < _reader.Count) _reader = new HistoryReader();
        for (var i = _reader.Count; i < Events.Count; i++) _reader.Add(Events[i]);
    }

    /// <summary>The transitions that it took.</summary>
    public IReadOnlySet<(string From, string To)> Taken => _reader.Taken;
}
