using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Recovery;

/// <summary>A catcher: the errors it matches, the state it transitions to, and what it makes of the error.</summary>
internal sealed class Catcher
{
    private static readonly LanguageFields s_fields =
        new(["ErrorEquals", "Next", "Comment", "Assign"], ["ResultPath"], ["Output"]);

    private readonly ResultPath _resultPath;
    private readonly OutputTemplate _output;

    private Catcher(DefinitionNode node, ErrorMatcher errors)
    {
        s_fields.Check(node, "a catcher");
        Errors = errors;
        Next = node["Next"].Text();
        node.Optional("Comment")?.Text();
        _resultPath = node.Optional("ResultPath")?.ResultPath() ?? ResultPath.Root;
        _output = OutputTemplate.Parse(node);
    }

    public ErrorMatcher Errors { get; }

    public string Next { get; }

    public static Catcher Parse(DefinitionNode node, ErrorMatcher errors) => new(node, errors);

    public Transition Catch(StatesException failure, StateVisit visit)
    {
        var error = ObjectData.Of(("Error", failure.Error ?? ""), ("Cause", failure.Cause ?? ""));
        var (output, assigned) = _output.Evaluate(visit.Scope(error) with { ErrorOutput = error }, otherwise: error);
        return new Transition(_output.Output is null ? _resultPath.Apply(visit.RawInput, output) : output, Next, assigned);
    }
}
