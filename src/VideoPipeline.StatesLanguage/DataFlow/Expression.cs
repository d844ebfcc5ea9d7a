using VideoPipeline.StatesLanguage.DataFlow.Intrinsics;
using VideoPipeline.StatesLanguage.DataFlow.Paths;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>A path into the data (<c>$.a</c>), the context object (<c>$$.a</c>) or a variable (<c>$name.a</c>), or a call of an
/// intrinsic function.</summary>
internal abstract class Expression(string text)
{
    public string Text { get; } = text;

    /// <summary>The names of the variables that the expression reads.</summary>
    public virtual IEnumerable<string> VariableNames => [];

    /// <summary>Evaluates the expression; null if a definite path matches nothing.</summary>
    public abstract JsonData? Evaluate(Scope scope);

    /// <summary>Why the expression, which matches nothing, does so.</summary>
    public virtual string Problem(Scope scope) => $"No results for path: {Text}";

    /// <summary>Whether the expression matches nothing because an index is beyond the end of its array.</summary>
    public virtual bool IsPastEnd(Scope scope) => false;

    /// <summary>The text in the message that the expression matches nothing. As on AWS, that of a path into the context object
    /// is the path within it.</summary>
    public string ReportedText => IsContextPath(Text) ? Text[1..] : Text;

    /// <summary>The value that the expression selects from, for the message that it matches nothing.</summary>
    public JsonData Source(Scope scope) => IsContextPath(Text) ? scope.Context.Json : scope.Data;

    /// <summary>Evaluates an expression that must match something.</summary>
    /// <exception cref="StatesException">States.Runtime: it matches nothing.</exception>
    public JsonData Require(Scope scope) => Evaluate(scope)
        ?? throw StatesException.Runtime($"Invalid path '{Text}' : {Problem(scope)}");

    /// <summary>Whether a constant has the form of an expression, which was probably meant.</summary>
    public static bool LooksComputed(string text) =>
        text == "$" || text.StartsWith("$.", StringComparison.Ordinal) || text.StartsWith("$$.", StringComparison.Ordinal)
        || text.StartsWith("$[", StringComparison.Ordinal)
        || (text.StartsWith("States.", StringComparison.Ordinal) && text.EndsWith(')'));

    /// <exception cref="FormatException">The text is not an expression.</exception>
    public static Expression Parse(string text)
    {
        if (text.StartsWith("States.", StringComparison.Ordinal)) return IntrinsicParser.Parse(text);
        if (IsContextPath(text))
        {
            return new PathExpression(text, JsonPath.Parse(text[1..]), scope => scope.Context.Json);
        }
        if (text.Length > 1 && text[0] == '$' && text[1] is not ('.' or '['))
        {
            var name = Variables.NameAt(text, 1);
            var path = JsonPath.Parse("$" + text[(1 + name.Length)..]);
            return new PathExpression(text, path, scope => scope.Variables.Find(name), name);
        }
        return new PathExpression(text, JsonPath.Parse(text), scope => scope.Data);
    }

    private static bool IsContextPath(string text) => text.StartsWith("$$", StringComparison.Ordinal);

    private sealed class PathExpression(string text, JsonPath path, Func<Scope, JsonData?> root, string? variable = null)
        : Expression(text)
    {
        public override IEnumerable<string> VariableNames => variable is null ? [] : [variable];

        public override JsonData? Evaluate(Scope scope)
        {
            try
            {
                return root(scope) is { } data ? path.Select(data) : null;
            }
            catch (PathException failed)
            {
                throw StatesException.Runtime($"Invalid path '{Text}' : {failed.Message}");
            }
        }

        public override bool IsPastEnd(Scope scope) => root(scope) is { } data && path.IsPastEnd(data);

        public override string Problem(Scope scope) =>
            root(scope) is { } data ? path.Problem(data) : $"The variable of '{Text}' is not assigned.";
    }
}
