using System.Text;
using System.Text.RegularExpressions;

namespace VideoPipeline.StatesLanguage.Choices;

/// <summary>Matches the patterns of StringMatches: <c>*</c> matches any characters, <c>\*</c> and <c>\\</c> are
/// escapes.</summary>
internal static class Wildcard
{
    public static bool Matches(string text, string pattern)
    {
        var expression = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            var escaped = pattern[at] == '\\' && at + 1 < pattern.Length && pattern[at + 1] is '*' or '\\';
            if (escaped) at++;
            expression.Append(!escaped && pattern[at] == '*' ? ".*" : Regex.Escape(pattern[at].ToString()));
        }
        // Without backtracking, matching takes time linear in the text for every pattern, including those from the input.
        return Regex.IsMatch(
            text, expression.Append(@"\z").ToString(), RegexOptions.Singleline | RegexOptions.NonBacktracking);
    }
}
