using System.Text.RegularExpressions;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary><c>left =~ /pattern/flags</c>: whether the whole string matches.</summary>
/// <remarks>The expression is matched without backtracking, in time linear in the text, unless it needs look-around or back
/// references; then it is given up after <see cref="s_limit"/>.</remarks>
internal sealed record PatternMatch(FilterOperand Left, Regex Pattern) : FilterCondition
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    /// <exception cref="FormatException">The pattern is not a regular expression.</exception>
    public static PatternMatch Create(FilterOperand left, string pattern, string flags)
    {
        var options = RegexOptions.CultureInvariant;
        if (flags.Contains('i')) options |= RegexOptions.IgnoreCase;
        if (flags.Contains('m')) options |= RegexOptions.Multiline;
        if (flags.Contains('s')) options |= RegexOptions.Singleline;
        var whole = $@"\A(?:{pattern})\z";
        try
        {
            try
            {
                return new PatternMatch(left, new Regex(whole, options | RegexOptions.NonBacktracking));
            }
            catch (NotSupportedException)
            {
                return new PatternMatch(left, new Regex(whole, options, s_limit));
            }
        }
        catch (ArgumentException malformed)
        {
            throw new FormatException($"/{pattern}/ is not a regular expression: {malformed.Message}", malformed);
        }
    }

    public override bool Holds(JsonData item, JsonData root)
    {
        try
        {
            return Left.Evaluate(item, root) is StringData text && Pattern.IsMatch(text.Value);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new PathException(
                $"The regular expression {Pattern} takes longer than {s_limit.TotalSeconds} s. Simplify it.");
        }
    }
}
