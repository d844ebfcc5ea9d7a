using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Fail state: fails the workflow with an error and a cause, each a constant or an expression.</summary>
internal sealed class FailState : State
{
    public static readonly string[] Fields = ["Error", "ErrorPath", "Cause", "CausePath"];

    private readonly TextOrExpression _error;
    private readonly TextOrExpression _cause;

    private FailState(StateHead head, TextOrExpression error, TextOrExpression cause)
        : base(head) => (_error, _cause) = (error, cause);

    public override StateType Type => StateType.Fail;

    public static FailState Parse(string name, DefinitionNode node) => new(
        StateHead.ParseTerminal(name, node), TextOrExpression.Parse(node, "Error"),
        TextOrExpression.Parse(node, "Cause"));

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var scope = visit.Scope(visit.RawInput);
        throw new StatesException(_error.Find(scope), _cause.Find(scope));
    }

    private sealed record TextOrExpression(string Field, string? Text, Expression? Expression)
    {
        public static TextOrExpression Parse(DefinitionNode node, string field)
        {
            node.AllowAtMostOneOf(field, field + "Path");
            return new TextOrExpression(
                field + "Path", node.Optional(field)?.Text(), node.Optional(field + "Path")?.Expression());
        }

        public string? Find(Scope scope)
        {
            if (Expression is null) return Text;
            return Expression.Evaluate(scope) is StringData { Value: var text }
                ? text
                : throw StatesException.Runtime($"The {Field} field does not refer to a string: {Expression.Text}");
        }
    }
}
