using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Pass state: passes its input to its output, transformed by Parameters or Output, or replaced by Result.</summary>
internal sealed class PassState : State
{
    public static readonly StateFields Fields = new(
        StateFields.Transition, ["InputPath", "OutputPath", "Parameters", "Result", "ResultPath"], ["Output"]);

    private readonly JsonData? _result;
    private readonly bool _hasResult;

    private PassState(StateHead head, DefinitionNode node)
        : base(head)
    {
        var result = node.Optional("Result");
        _result = result?.Token;
        if (_result is StringData { Value: var text } && Expression.LooksComputed(text)) result!.Warn(
            DiagnosticCodes.PassResultIsStatic, "The Result of a Pass state is static: it is not evaluated as a path",
            "Use Parameters with a field that ends with .$ if its value is to be computed.");
        // A JSONata expression has no $states.result in a Pass state.
        _hasResult = node.Language == QueryLanguage.JsonPath;
    }

    public override StateType Type => StateType.Pass;

    public static PassState Parse(string name, DefinitionNode node) => new(StateHead.ParseTransition(name, node), node);

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        if (!_hasResult) return new(Head.Complete(visit));
        // As on AWS, a Result takes the place of InputPath and Parameters.
        if (_result is null) return new(Head.Complete(Head.Data.Arguments(Head.Data.Input(visit), visit), visit));
        if (visit.Inspection is { } inspection) inspection.Result = _result;
        return new(Head.Complete(_result, visit));
    }
}
