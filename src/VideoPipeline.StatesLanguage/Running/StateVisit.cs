using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>One execution of a state: its raw input, its context object and its history.</summary>
internal sealed class StateVisit(State state, JToken rawInput, Branch branch, HistoryEvent entered)
{
    /// <summary>The state's name.</summary>
    public string Name => state.Name;

    public JToken RawInput { get; } = rawInput;

    public Execution Execution => branch.Execution;

    public EventChain Track => branch.Track;

    /// <summary>Whether the state has recorded an event since it was entered.</summary>
    public bool HasStarted => Track.PreviousEventId != entered.Id;

    public TimeProvider Time => Execution.Services.Time;

    public Randomness Randomness => Execution.Services.Randomness;

    public ContextObject Context { get; private set; } =
        branch.Context.WithState(state.Name, entered.Timestamp, state.CanRetry ? 0 : null);

    /// <summary>The scope of expressions that are applied to <paramref name="data"/> in this state.</summary>
    public Scope Scope(JToken data) => new(data, Context, Randomness);

    public Scope Scope(JToken data, MapItem item) => new(data, Context.WithItem(item), Randomness);

    public void SetRetryCount(int retryCount) => Context = Context.WithRetryCount(retryCount);

    public StatesException WithLocation(StatesException failure) => failure.WithLocation(state.Name, entered.Id);

    /// <summary>Creates a branch of this state with its own chain of history events.</summary>
    public Branch Fork(EventChain track) => new(Execution, track, Context);

    public Branch Fork(EventChain track, MapItem item) => new(Execution, track, Context.WithItem(item));
}
