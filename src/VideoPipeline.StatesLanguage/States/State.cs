using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A state of a definition: what it does with its input, and which state may follow.</summary>
public abstract class State
{
    private protected State(StateHead head) => Head = head;

    public string Name => Head.Name;

    public abstract StateType Type { get; }

    public string? Comment => Head.Comment;

    internal StateHead Head { get; }

    /// <summary>Whether an execution may end here.</summary>
    internal virtual bool IsTerminal => Head.Next is null;

    /// <summary>Every state that may follow.</summary>
    internal virtual IEnumerable<string> Targets => Head.Next is null ? [] : [Head.Next];

    /// <summary>Whether the context object counts retries in this state.</summary>
    internal virtual bool CanRetry => false;

    /// <summary>Does the state's work.</summary>
    /// <returns>The output and the next state; no next state ends the workflow.</returns>
    internal abstract ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation);
}

/// <summary>The output of a state and what follows; null where the workflow ends.</summary>
internal readonly record struct Transition(JToken Output, string? Next);

/// <summary>The fields that all, or nearly all, kinds of state share.</summary>
internal sealed record StateHead(
    string Name, string? Comment, string? Next, DataPathFilter InputPath, DataPathFilter OutputPath)
{
    /// <summary>Reads Next or End; exactly one of them must be there.</summary>
    public static StateHead ParseTransition(string name, DefinitionNode node)
    {
        var ends = node.Optional("End")?.Boolean() ?? false;
        var next = node.Optional("Next")?.Text();
        if (ends == (next is not null)) throw node.Invalid(
            "Exactly one of Next and End: true is needed.", "Write one of them.");
        return ParseTerminal(name, node) with { Next = next };
    }

    /// <summary>Reads a state that has neither Next nor End: Choice, Succeed, Fail.</summary>
    public static StateHead ParseTerminal(string name, DefinitionNode node) => new(
        name,
        node.Optional("Comment")?.Text(),
        null,
        node.Optional("InputPath")?.DataPathFilter() ?? DataPathFilter.Everything,
        node.Optional("OutputPath")?.DataPathFilter() ?? DataPathFilter.Everything);
}
