using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Pass state: passes its input to its output, transformed by Parameters or replaced by Result.</summary>
internal sealed class PassState : State
{
    public static readonly string[] Fields =
        ["Next", "End", "InputPath", "OutputPath", "Parameters", "Result", "ResultPath"];

    private readonly PayloadTemplate? _parameters;
    private readonly JsonData? _result;
    private readonly ResultPath _resultPath;

    private PassState(StateHead head, PayloadTemplate? parameters, JsonData? result, ResultPath resultPath)
        : base(head) => (_parameters, _result, _resultPath) = (parameters, result, resultPath);

    public override StateType Type => StateType.Pass;

    public static PassState Parse(string name, DefinitionNode node) => new(
        StateHead.ParseTransition(name, node),
        node.Optional("Parameters")?.Template(),
        node.Optional("Result")?.Token,
        node.Optional("ResultPath")?.ResultPath() ?? ResultPath.Root);

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var input = Head.InputPath.Apply(visit.Scope(visit.RawInput));
        var effective = _parameters?.Evaluate(visit.Scope(input)) ?? input;
        var output = _resultPath.Apply(visit.RawInput, _result ?? effective);
        return new(new Transition(Head.OutputPath.Apply(visit.Scope(output)), Head.Next));
    }
}
