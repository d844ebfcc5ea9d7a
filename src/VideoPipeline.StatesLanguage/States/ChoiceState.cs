using VideoPipeline.StatesLanguage.Choices;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Choice state: transitions to the Next of the first matching rule, otherwise to Default.</summary>
internal sealed class ChoiceState : State
{
    public static readonly string[] Fields = ["Choices", "Default", "InputPath", "OutputPath"];

    private readonly IReadOnlyList<(ChoiceRule Rule, string Next)> _choices;
    private readonly string? _default;

    private ChoiceState(StateHead head, IReadOnlyList<(ChoiceRule Rule, string Next)> choices, string? otherwise)
        : base(head) => (_choices, _default) = (choices, otherwise);

    public override StateType Type => StateType.Choice;

    internal override bool IsTerminal => false;

    internal override IEnumerable<string> Targets =>
        _choices.Select(choice => choice.Next).Concat(_default is null ? [] : [_default]);

    public static ChoiceState Parse(string name, DefinitionNode node) => new(
        StateHead.ParseTerminal(name, node),
        node.Required("Choices").NonEmptyItems()
            .Select(choice => (ChoiceRuleParser.Parse(choice), choice.Required("Next").Text())).ToArray(),
        node.Optional("Default")?.Text());

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var input = Head.InputPath.Apply(visit.Scope(visit.RawInput));
        var scope = visit.Scope(input);
        foreach (var (rule, next) in _choices)
        {
            if (rule.Matches(scope)) return new(new Transition(Head.OutputPath.Apply(scope), next));
        }
        if (_default is null)
        {
            throw new StatesException(
                ErrorNames.NoChoiceMatched, "No choice rule matched and the state has no Default.", located: false);
        }
        return new(new Transition(Head.OutputPath.Apply(scope), _default));
    }
}
