using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.States;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>One execution of a state: its raw input, its context object and its history. A resumed one was entered
/// before.</summary>
internal sealed class StateVisit(
    State state, JsonData rawInput, Branch branch, HistoryEvent entered, WorkflowPosition? resumed)
{
    private WorkflowPosition? _resumed = resumed;

    /// <summary>The state's name.</summary>
    public string Name => state.Name;

    public JsonData RawInput { get; } = rawInput;

    /// <summary>What takes the place of the state's work; null if it runs.</summary>
    public StateMock? Mock { get; init; }

    public Execution Execution => branch.Execution;

    /// <summary>The steps from the states of the state machine to the workflow of this state.</summary>
    public IReadOnlyList<WorkflowStep> Path => branch.Path;

    public EventChain Track => branch.Track;

    /// <summary>Whether the state has recorded an event since it was entered.</summary>
    public bool HasStarted => Track.PreviousEventId != entered.Id;

    public TimeProvider Time => Execution.Services.Time;

    public Randomness Randomness => Execution.Services.Randomness;

    /// <summary>The test of the state; null in any other execution.</summary>
    public StateTest? Test => Execution.Test;

    /// <summary>What a test sees of the state; null in any other execution.</summary>
    public StateInspection? Inspection => Test?.Inspection;

    public ContextObject Context { get; private set; } = branch.Execution.Test?.Context
        ?? branch.Context.WithState(state.Name, entered.Timestamp, state.CanRetry ? 0 : null);

    /// <summary>The scope of expressions that are applied to <paramref name="data"/> in this state.</summary>
    public Scope Scope(JsonData data) => new(data, Context, branch.Variables, Randomness) { Input = RawInput };

    public Scope Scope(JsonData data, MapItem item) =>
        new(data, Context.WithItem(item), branch.Variables, Randomness) { Input = RawInput };

    /// <summary>The last retry before the execution was interrupted; null if there was none.</summary>
    public RetryEntry? InterruptedRetry { get; } = resumed?.Retry;

    /// <summary>The position of a resumed state that has started its branches or iterations; null otherwise, and at the next
    /// attempt.</summary>
    public WorkflowPosition? TakePosition()
    {
        var position = _resumed is { HasStarted: true } ? _resumed : null;
        _resumed = null;
        return position;
    }

    /// <summary>When the state was entered.</summary>
    public DateTimeOffset EnteredAt => entered.Timestamp;

    /// <summary>Writes to the journal that the attempt failed and is followed by another one.</summary>
    public void WriteRetry(IReadOnlyList<int> retries, DateTimeOffset until) => Execution.Write(
        last => new RetryEntry(entered.Id, last, Track.PreviousEventId, [.. retries], until));

    /// <summary>Writes to the journal that a branch or iteration failed first.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="track">The chain of the branch or iteration.</param>
    public void WriteFailure(StatesException failure, EventChain track) => Execution.Write(last => new FailureEntry(
        entered.Id, last, track.PreviousEventId, failure.Error, failure.Cause, failure.Catchability));

    public void SetRetryCount(int retryCount) => Context = Context.WithRetryCount(retryCount);

    public void SetToken(string token)
    {
        if (Test is not { HasOwnContext: true }) Context = Context.WithToken(token);
    }

    /// <summary>Names the state in the cause of a failure, and records the failure of a JSONata expression.</summary>
    public StatesException WithLocation(StatesException failure) => WithLocation(failure, Track);

    /// <inheritdoc cref="WithLocation(StatesException)"/>
    public StatesException WithLocation(StatesException failure, EventChain track)
    {
        // As on AWS, the cause does not name a state that is tested by itself.
        if (Test is not null) return failure;
        var located = failure.WithLocation(state.Name, entered.Id);
        if (!ReferenceEquals(located, failure) && failure.IsEvaluation)
        {
            // Recorded of a state whose first event this is: it takes the link of the state's entry, except for a Wait state.
            if (track.PreviousEventId == entered.Id && state is not WaitState) track.PreviousEventId = entered.PreviousEventId;
            track.Append(
                HistoryEventType.EvaluationFailed,
                new EvaluationFailedDetails(located.Error, located.Cause, failure.Field, state.Name));
        }
        return located;
    }

    /// <summary>The id of a branch or iteration of this state.</summary>
    public WorkflowId ChildId(int index) => new(entered.Id, index);

    /// <summary>Creates a branch of this Parallel state with its own chain of history events.</summary>
    public Branch Fork(EventChain track, int index) =>
        Fork(track, Context, new WorkflowStep(WorkflowKind.Branch, Name, index));

    /// <summary>Creates an iteration of this Map state with its own chain of history events.</summary>
    public Branch Fork(EventChain track, MapItem item) =>
        Fork(track, Context.WithItem(item), new WorkflowStep(WorkflowKind.Iteration, Name, item.Index));

    private Branch Fork(EventChain track, ContextObject context, WorkflowStep step) =>
        branch with { Track = track, Context = context, IsNested = true, Path = [.. branch.Path, step] };
}
