using System.Globalization;
using System.Text;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary>Parses the condition of a filter: <c>@.a == 1 &amp;&amp; (@.b || !@.c)</c>.</summary>
internal static class FilterParser
{
    /// <exception cref="FormatException">The text is not a condition.</exception>
    public static FilterCondition ReadCondition(PathReader reader) => reader.Nested(ReadAny);

    /// <summary>Reads a path, a string in quotes, a number, true, false, null, or a JSON array or object.</summary>
    public static FilterOperand ReadOperand(PathReader reader)
    {
        reader.SkipSpace();
        return reader.Peek switch
        {
            '@' or '$' => ReadPath(reader),
            '\'' or '"' => new LiteralOperand(reader.TakeQuoted()),
            '[' or '{' => new LiteralOperand(ReadJson(reader)),
            _ => new LiteralOperand(ReadWord(reader)),
        };
    }

    private static FilterCondition ReadAny(PathReader reader)
    {
        var conditions = new List<FilterCondition> { ReadAll(reader) };
        while (TryTakeOperator(reader, "||")) conditions.Add(ReadAll(reader));
        return conditions.Count == 1 ? conditions[0] : new AnyOf(conditions);
    }

    private static FilterCondition ReadAll(PathReader reader)
    {
        var conditions = new List<FilterCondition> { ReadOne(reader) };
        while (TryTakeOperator(reader, "&&")) conditions.Add(ReadOne(reader));
        return conditions.Count == 1 ? conditions[0] : new AllOf(conditions);
    }

    private static FilterCondition ReadOne(PathReader reader)
    {
        reader.SkipSpace();
        if (reader.TryTake('!')) return new NoneOf(reader.Nested(ReadOne));
        if (reader.TryTake('('))
        {
            var inner = reader.Nested(ReadAny);
            reader.SkipSpace();
            reader.Expect(')');
            return inner;
        }
        var left = ReadOperand(reader);
        if (TryTakeOperator(reader, "=~")) return ReadMatch(left, reader);
        return Array.Find(Relation.Operators, name => TryTakeOperator(reader, name)) is { } found
            ? new Relation(left, found, ReadOperand(reader))
            : new Existence(left);
    }

    private static PatternMatch ReadMatch(FilterOperand left, PathReader reader)
    {
        reader.SkipSpace();
        reader.Expect('/');
        var pattern = new StringBuilder();
        for (; reader.Peek != '/'; reader.Skip())
        {
            if (reader.Peek == '\\')
            {
                pattern.Append('\\');
                reader.Skip();
            }
            if (reader.AtEnd) throw reader.Malformed("the closing / of the regular expression is missing");
            pattern.Append(reader.Peek);
        }
        reader.Skip();
        return PatternMatch.Create(left, pattern.ToString(), reader.TakeWhile(char.IsAsciiLetter));
    }

    private static PathOperand ReadPath(PathReader reader)
    {
        var fromRoot = reader.Peek == '$';
        reader.Skip();
        return new PathOperand(fromRoot, PathParser.ReadSteps(reader));
    }

    private static JsonData ReadWord(PathReader reader)
    {
        var word = reader.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.');
        return word switch
        {
            "true" => true,
            "false" => false,
            "null" => JsonData.Null,
            _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => real,
            _ => throw reader.Malformed($"'{word}' is not a value"),
        };
    }

    // Jayway takes strings of a JSON literal in either kind of quotes.
    private static JsonData ReadJson(PathReader reader)
    {
        var json = new StringBuilder();
        var depth = 0;
        do
        {
            if (reader.AtEnd) throw reader.Malformed("a JSON literal is not closed");
            if (reader.Peek is '\'' or '"')
            {
                json.Append(new StringData(reader.TakeQuoted()));
                continue;
            }
            depth += reader.Peek is '[' or '{' ? 1 : reader.Peek is ']' or '}' ? -1 : 0;
            json.Append(reader.Peek);
            reader.Skip();
        }
        while (depth > 0);
        try
        {
            return JsonData.Parse(json.ToString());
        }
        catch (FormatException malformed)
        {
            throw reader.Malformed($"a JSON literal is malformed ({malformed.Message})");
        }
    }

    private static bool TryTakeOperator(PathReader reader, string name)
    {
        reader.SkipSpace();
        return reader.TryTake(name);
    }
}
