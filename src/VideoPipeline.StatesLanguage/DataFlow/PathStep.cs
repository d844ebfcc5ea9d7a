using System.Globalization;
using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>A step of a definite path: a field name or an array index. A negative index counts from the end.</summary>
internal readonly record struct PathStep(string? Field, int Index)
{
    // Characters of paths that are not definite, or that are allowed only in quoted field names.
    private const string SpecialCharacters = "*?@:,()[]'\" ";

    public JToken? Select(JToken value) => value switch
    {
        JObject o when Field is not null => o[Field],
        JArray a when Field is null =>
            (Index < 0 ? a.Count + Index : Index) is var i && i >= 0 && i < a.Count ? a[i] : null,
        _ => null,
    };

    /// <summary>Parses the part of a definite path after the <c>$</c>; false if the path is not definite or
    /// malformed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IReadOnlyList<PathStep> steps)
    {
        var found = new List<PathStep>();
        steps = found;
        while (!text.IsEmpty)
        {
            var read = text[0] switch
            {
                '.' => ReadName(text, found),
                '[' => ReadBracket(text, found),
                _ => 0,
            };
            if (read == 0) return false;
            text = text[read..];
        }
        return true;
    }

    private static int ReadName(ReadOnlySpan<char> text, List<PathStep> found)
    {
        var rest = text[1..];
        var end = rest.IndexOfAny('.', '[');
        var name = end < 0 ? rest : rest[..end];
        if (name.IsEmpty || name.IndexOfAny(SpecialCharacters) >= 0) return 0;
        found.Add(new PathStep(name.ToString(), 0));
        return 1 + name.Length;
    }

    private static int ReadBracket(ReadOnlySpan<char> text, List<PathStep> found)
    {
        if (text.Length > 2 && text[1] is '\'' or '"')
        {
            var quote = text[1];
            var close = text[2..].IndexOf(quote);
            if (close < 0) return 0;
            var name = text.Slice(2, close);
            var end = 2 + close + 1;
            if (name.Contains('\\') || end >= text.Length || text[end] != ']') return 0;
            found.Add(new PathStep(name.ToString(), 0));
            return end + 1;
        }
        var bracket = text.IndexOf(']');
        if (bracket < 0) return 0;
        var digits = text[1..bracket];
        if (!int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)) return 0;
        found.Add(new PathStep(null, index));
        return bracket + 1;
    }
}
