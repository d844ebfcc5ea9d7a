using VideoPipeline.StatesLanguage.Choices;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Choice state: transitions to the Next of the first matching rule, otherwise to Default.</summary>
internal sealed class ChoiceState : State
{
    public static readonly StateFields Fields = new(["Choices", "Default"], ["InputPath", "OutputPath"], ["Output"]);

    private readonly IReadOnlyList<Choice> _choices;
    private readonly string? _default;

    private ChoiceState(StateHead head, IReadOnlyList<Choice> choices, string? otherwise)
        : base(head) => (_choices, _default) = (choices, otherwise);

    public override StateType Type => StateType.Choice;

    public static ChoiceState Parse(string name, DefinitionNode node) => new(
        StateHead.ParseTerminal(name, node),
        node.Required("Choices").NonEmptyItems().Select(Choice.Parse).ToArray(),
        node.Optional("Default")?.Text());

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var scope = visit.Scope(Head.Data.Input(visit));
        var choice = _choices.FirstOrDefault(choice => choice.Rule.Matches(scope));
        // Recorded on AWS, whose documentation names States.NoChoiceMatched for it.
        var next = choice?.Next ?? _default ?? throw StatesException.Runtime(
            "Failed to transition out of the state. The state does not point to a next state.");
        return new(Head.Complete(visit, choice?.Output) with { Next = next });
    }

    private sealed record Choice(ChoiceRule Rule, string Next, OutputTemplate Output)
    {
        public static Choice Parse(DefinitionNode node) =>
            new(ChoiceRuleParser.Parse(node), node["Next"].Text(), OutputTemplate.Parse(node));
    }
}
