using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.DataFlow.Intrinsics;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>The inputs of an expression: the data, the context object and the source of random values.</summary>
internal sealed record Scope(JToken Data, ContextObject Context, Randomness Randomness);

/// <summary>A path into the data (<c>$.a</c>), a path into the context object (<c>$$.a</c>), or a call of an intrinsic
/// function.</summary>
internal abstract class Expression(string text)
{
    public string Text { get; } = text;

    /// <summary>Evaluates the expression; null if a definite path matches nothing.</summary>
    public abstract JToken? Evaluate(Scope scope);

    /// <exception cref="FormatException">The text is not an expression, or refers to a variable.</exception>
    public static Expression Parse(string text)
    {
        if (text.StartsWith("States.", StringComparison.Ordinal)) return IntrinsicParser.Parse(text);
        if (text.StartsWith("$$", StringComparison.Ordinal)) return new ContextPath(text, JsonPath.Parse(text[1..]));
        if (text.Length > 1 && text[0] == '$' && text[1] is not ('.' or '['))
        {
            throw new FormatException($"'{text}' refers to a variable. Variables are not supported.");
        }
        return new DataPath(text, JsonPath.Parse(text));
    }

    private sealed class DataPath(string text, JsonPath path) : Expression(text)
    {
        public override JToken? Evaluate(Scope scope) => path.Select(scope.Data);
    }

    private sealed class ContextPath(string text, JsonPath path) : Expression(text)
    {
        public override JToken? Evaluate(Scope scope) => scope.Context.Select(path);
    }
}
