using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>The identity of an execution and the callbacks that observe it.</summary>
public sealed record ExecutionOptions
{
    /// <summary>The execution's name, 1 to 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The state machine's ARN, <c>arn:aws:states:REGION:ACCOUNT:stateMachine:NAME</c>.</summary>
    public string StateMachineArn { get; init; } = "arn:aws:states:us-east-1:000000000000:stateMachine:local";

    /// <summary>The execution's ARN; null for that of a standard execution.</summary>
    public string? ExecutionArn { get; init; }

    public string RoleArn { get; init; } = "arn:aws:iam::000000000000:role/local";

    /// <summary>Called for every history event, including those of child executions. Events of one execution arrive one at a
    /// time and in order; events of different executions arrive concurrently. The callback must return quickly and must not
    /// throw.</summary>
    public Action<ExecutionEvent>? OnEvent { get; init; }

    /// <summary>Called for each entry of the execution's journal, including those of child executions. Must have stored the
    /// entry when
    /// it returns, because the execution acts on it then. Called concurrently; the events of one execution, or child execution,
    /// arrive one at a time and in order, before <see cref="OnEvent"/>. An exception ends the execution without an event, as an
    /// interruption does.</summary>
    public Action<JournalEntry>? Journal { get; init; }

    /// <summary>Called for each Map Run of the execution when it starts, before its child executions. The Map Run can be read
    /// while it is running.</summary>
    public Action<MapRun>? OnMapRun { get; init; }

    /// <summary>Steps through the execution and its child executions; null to run freely.</summary>
    public IExecutionDebugger? Debugger { get; init; }

    /// <summary>Gives the results of tasks in place of their resources; null if all resources are called.</summary>
    public TaskMock? Mock { get; init; }

    /// <summary>Which child executions of a Map Run keep their history after they end.</summary>
    public ChildHistories ChildHistories { get; init; } = ChildHistories.Failed;
}

/// <summary>A history event and the execution it belongs to.</summary>
/// <param name="MapRun">The Map Run if the execution is a child execution; null for the parent execution.</param>
public sealed record ExecutionEvent(string ExecutionArn, MapRun? MapRun, HistoryEvent Event);

/// <summary>Which child executions keep their history.</summary>
public enum ChildHistories
{
    None,
    Failed,
    All,
}
