using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Recovery;

/// <summary>A catcher: the errors it matches, the state it transitions to, and where the error output goes in the raw
/// input.</summary>
internal sealed record Catcher(ErrorMatcher Errors, string Next, ResultPath ResultPath)
{
    private static readonly string[] s_fields = ["ErrorEquals", "Next", "ResultPath", "Comment"];

    public static Catcher Parse(DefinitionNode node, ErrorMatcher errors)
    {
        QueryLanguage.Check(node);
        node.AllowOnly("a catcher", s_fields);
        return new Catcher(
            errors, node.Required("Next").Text(), node.Optional("ResultPath")?.ResultPath() ?? ResultPath.Root);
    }

    public Transition Catch(StatesException failure, JsonData rawInput)
    {
        var output = new ObjectBuilder { ["Error"] = failure.Error ?? "", ["Cause"] = failure.Cause ?? "" };
        return new Transition(ResultPath.Apply(rawInput, output), Next);
    }
}
