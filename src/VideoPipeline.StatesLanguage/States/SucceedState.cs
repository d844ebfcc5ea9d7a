using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Succeed state: ends the workflow successfully.</summary>
internal sealed class SucceedState : State
{
    public static readonly StateFields Fields = new([], ["InputPath", "OutputPath"], ["Output"]);

    private SucceedState(StateHead head)
        : base(head)
    {
    }

    public override StateType Type => StateType.Succeed;

    public static SucceedState Parse(string name, DefinitionNode node) => new(StateHead.ParseTerminal(name, node));

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation) =>
        new(Head.Complete(visit));
}
