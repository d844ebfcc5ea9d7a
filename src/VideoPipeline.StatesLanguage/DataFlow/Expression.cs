using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.DataFlow.Intrinsics;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>What an expression may look at: the data it is applied to, the context object, and where random values come
/// from.</summary>
internal sealed record Scope(JToken Data, ContextObject Context, Randomness Randomness);

/// <summary>A path into the data (<c>$.a</c>), into the context object (<c>$$.a</c>), or an intrinsic
/// function.</summary>
internal abstract class Expression(string text)
{
    public string Text { get; } = text;

    /// <summary>The value, or null where a definite path leads nowhere.</summary>
    public abstract JToken? Find(Scope scope);

    /// <exception cref="FormatException">The text is none of the three.</exception>
    public static Expression Parse(string text)
    {
        if (text.StartsWith("States.", StringComparison.Ordinal)) return IntrinsicParser.Parse(text);
        if (text.StartsWith("$$", StringComparison.Ordinal)) return new ContextPath(text, JsonPath.Parse(text[1..]));
        if (text.Length > 1 && text[0] == '$' && text[1] is not ('.' or '['))
        {
            throw new FormatException($"'{text}' refers to a variable; variables are not covered.");
        }
        return new DataPath(text, JsonPath.Parse(text));
    }

    private sealed class DataPath(string text, JsonPath path) : Expression(text)
    {
        public override JToken? Find(Scope scope) => path.Select(scope.Data);
    }

    private sealed class ContextPath(string text, JsonPath path) : Expression(text)
    {
        public override JToken? Find(Scope scope) => scope.Context.Select(path);
    }
}
