using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Recovery;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A state of a state machine.</summary>
public abstract class State
{
    private protected State(StateHead head) => Head = head;

    public string Name => Head.Name;

    public abstract StateType Type { get; }

    public string? Comment => Head.Comment;

    /// <summary>The names of the variables that the expressions of the state read, in ordinal order; those of the states within
    /// it are not among them.</summary>
    public IReadOnlyCollection<string> VariableReferences => Head.Variables;

    /// <summary>Whether a result can take the place of the state's work.</summary>
    public bool CanMockResult => Type is not (StateType.Choice or StateType.Fail);

    internal StateHead Head { get; }

    /// <summary>The workflows within the state: the branches of a Parallel state, the ItemProcessor of a Map state.</summary>
    internal virtual IReadOnlyList<Workflow> Workflows => [];

    /// <summary>Whether the state can have a Retry, so that the context object contains RetryCount.</summary>
    internal virtual bool CanRetry => false;

    /// <summary>What handles the failure of a state within this Map or Parallel state; null if the failure does not leave the
    /// workflow in which it is, or the state has no workflows.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="visit">The execution of the Map or Parallel state.</param>
    /// <returns>The Retry and Catch, and the failure that they handle.</returns>
    internal virtual (RecoveryPolicy Recovery, StatesException Failure)? RecoveryOf(
        StatesException failure, StateVisit visit) => null;

    /// <summary>Executes the state. A state that can have a Retry takes the visit's mocked result in the place of its
    /// work.</summary>
    /// <returns>The output and the next state; the workflow ends if there is no next state.</returns>
    internal abstract ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation);
}

/// <summary>The output of a state, the name of the next state and the variables that the state assigns; <c>Next</c> is null if
/// the workflow ends.</summary>
internal readonly record struct Transition(JsonData Output, string? Next, ObjectData? Assigned = null);

/// <summary>The fields common to the state types.</summary>
/// <param name="Variables">The variables that the expressions of the state read: complete when all its fields have been
/// parsed.</param>
internal sealed record StateHead(
    string Name, string? Comment, string? Next, StateData Data, IReadOnlyCollection<string> Variables)
{
    /// <summary>Parses a state that has either Next or <c>End: true</c>.</summary>
    public static StateHead ParseTransition(string name, DefinitionNode node)
    {
        var ends = node.Optional("End")?.Boolean() ?? false;
        var next = node.Optional("Next")?.Text();
        if (ends && next is not null) node.AllowAtMostOneOf("Next", "End");
        if (!ends && next is null) node.Report(
            "This object should have only one of the following fields: [Next, End]", "Write Next or End: true.");
        return ParseTerminal(name, node) with { Next = next };
    }

    /// <summary>Parses a state that has neither Next nor End: Choice, Succeed or Fail.</summary>
    public static StateHead ParseTerminal(string name, DefinitionNode node) => new(
        name,
        node.Optional("Comment")?.Text(),
        null,
        StateData.Parse(node),
        node.VariablesOfState);

    /// <summary>The transition of a state with a result.</summary>
    public Transition Complete(JsonData result, StateVisit visit) => To(Next, Data.Complete(result, visit));

    /// <summary>The transition of a state without a result, of a Choice by the Output and Assign of the rule.</summary>
    public Transition Complete(StateVisit visit, OutputTemplate? rule = null) => To(Next, Data.Complete(visit, rule));

    private static Transition To(string? next, StateOutput output) => new(output.Output, next, output.Assigned);
}
