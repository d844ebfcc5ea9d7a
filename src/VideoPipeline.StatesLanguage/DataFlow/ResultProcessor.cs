using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>Converts the result of a Task, Parallel or Map state to its output: applies ResultSelector, ResultPath and
/// OutputPath, in this order.</summary>
internal sealed record ResultProcessor(PayloadTemplate? Selector, ResultPath Path)
{
    public static ResultProcessor Parse(DefinitionNode node) => new(
        node.Optional("ResultSelector")?.Template(), node.Optional("ResultPath")?.ResultPath() ?? ResultPath.Root);

    public JsonData Apply(JsonData result, StateHead head, StateVisit visit)
    {
        var selected = Selector?.Evaluate(visit.Scope(result)) ?? result;
        return head.OutputPath.Apply(visit.Scope(Path.Apply(visit.RawInput, selected)));
    }
}
