using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Fail state: fails the workflow with an error and a cause, each a constant or an expression.</summary>
internal sealed class FailState : State
{
    public static readonly StateFields Fields = new(["Error", "Cause"], ["ErrorPath", "CausePath"], []);

    private readonly TextField _error;
    private readonly TextField _cause;

    private FailState(StateHead head, TextField error, TextField cause)
        : base(head) => (_error, _cause) = (error, cause);

    public override StateType Type => StateType.Fail;

    public static FailState Parse(string name, DefinitionNode node) =>
        new(StateHead.ParseTerminal(name, node), TextField.Parse(node, "Error"), TextField.Parse(node, "Cause"));

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var scope = visit.Scope(Head.Data.Input(visit));
        throw new StatesException(_error.Evaluate(scope), _cause.Evaluate(scope));
    }

    private sealed record TextField(string Field, string? Text, Expression? Path, JsonataExpression? Jsonata)
    {
        public static TextField Parse(DefinitionNode node, string field)
        {
            node.AllowAtMostOneOf(field, field + "Path");
            var jsonata = node.Optional(field)?.Jsonata();
            if (node.Language == QueryLanguage.JsonPath) node.Optional(field)?.WarnOfPath(field);
            return new TextField(
                field,
                jsonata is null ? node.Optional(field)?.Text() : null,
                node.Optional(field + "Path")?.PathOrIntrinsic(),
                jsonata);
        }

        public string? Evaluate(Scope scope)
        {
            if (Jsonata is not null) return Jsonata.Evaluate<StringData>(scope, "string").Value;
            if (Path is null) return Text;
            var value = Path.Evaluate(scope) ?? throw StatesException.Runtime(
                $"The JSONPath '{Path.Text}' specified for the field '{Field}Path' could not be found in the "
                + $"input '{scope.Data}'");
            return value is StringData text
                ? text.Value
                : throw StatesException.Runtime($"The {Field}Path field does not refer to a string: {Path.Text}");
        }
    }
}
