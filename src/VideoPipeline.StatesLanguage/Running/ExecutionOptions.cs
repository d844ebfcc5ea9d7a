using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Who an execution is, and who watches it.</summary>
public sealed record ExecutionOptions
{
    /// <summary>The execution's name, at most 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The state machine's ARN, <c>arn:aws:states:REGION:ACCOUNT:stateMachine:NAME</c>.</summary>
    public string StateMachineArn { get; init; } = "arn:aws:states:us-east-1:000000000000:stateMachine:local";

    public string RoleArn { get; init; } = "arn:aws:iam::000000000000:role/local";

    /// <summary>Called with every event when it is recorded, child executions' too. Events of one execution come one at
    /// a time and in order, those of different executions at once. It must be quick and must not throw.</summary>
    public Action<ExecutionEvent>? OnEvent { get; init; }

    /// <summary>Called with each Map Run of the execution when it begins, before its children do; it may be read while it
    /// runs.</summary>
    public Action<MapRun>? OnMapRun { get; init; }

    /// <summary>Awaited before each state is entered, so that a person can step through.</summary>
    public Func<StateEntry, CancellationToken, ValueTask>? BeforeState { get; init; }

    /// <summary>Which child executions of a Map Run keep their history after they have ended.</summary>
    public ChildHistories ChildHistories { get; init; } = ChildHistories.Failed;
}

/// <summary>An event and the execution it belongs to.</summary>
/// <param name="MapRun">The Map Run that the execution is a child of; null for the execution that was started.</param>
public sealed record ExecutionEvent(string ExecutionArn, MapRun? MapRun, HistoryEvent Event);

/// <summary>A state about to be entered.</summary>
public sealed record StateEntry(string ExecutionArn, State State, JToken Input);

/// <summary>Which histories of child executions are kept.</summary>
public enum ChildHistories
{
    None,
    Failed,
    All,
}
