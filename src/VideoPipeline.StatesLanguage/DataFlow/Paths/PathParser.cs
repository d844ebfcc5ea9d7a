using System.Globalization;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary>Parses JSONPaths, also within filters, where they may start with <c>@</c>.</summary>
internal static class PathParser
{
    // Characters that end a name without quotes, in a path or in the condition of a filter.
    private const string NameEnds = ".[]() ,=!<>&|~'\"*?@:";

    /// <exception cref="FormatException">The text is not a JSONPath.</exception>
    public static PathStep[] Parse(string text)
    {
        var reader = new PathReader(text);
        if (!reader.TryTake('$')) throw new FormatException($"'{text}' does not start with '$'.");
        var steps = ReadSteps(reader);
        return reader.AtEnd ? steps : throw reader.Malformed("there is text after the path");
    }

    /// <summary>Reads the steps that follow the <c>$</c> or <c>@</c> of a path within a filter.</summary>
    public static PathStep[] ReadSteps(PathReader reader)
    {
        var steps = new List<PathStep>();
        while (reader.Peek is '.' or '[')
        {
            if (reader.TryTake("..")) steps.Add(new DescendantsStep());
            else if (reader.Peek == '.') reader.Skip();
            steps.Add(reader.Peek == '[' ? ReadBracket(reader) : ReadName(reader));
        }
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is NamesStep names) steps[i] = names with { IsLast = i == steps.Count - 1 };
            if (steps[i] is FunctionStep && i < steps.Count - 1) throw reader.Malformed("a function is not its last step");
        }
        return [.. steps];
    }

    private static PathStep ReadName(PathReader reader)
    {
        if (reader.TryTake('*')) return new WildcardStep();
        var name = reader.TakeWhile(c => !NameEnds.Contains(c));
        if (name.Length == 0) throw reader.Malformed("a name is missing");
        if (reader.Peek != '(') return new NameStep(name);
        var function = PathFunction.Find(name) ?? throw reader.Malformed($"there is no function {name}");
        return new FunctionStep(function, ReadArguments(reader));
    }

    private static List<FilterOperand> ReadArguments(PathReader reader)
    {
        var arguments = new List<FilterOperand>();
        reader.Expect('(');
        reader.SkipSpace();
        while (reader.Peek != ')')
        {
            if (arguments.Count > 0) reader.Expect(',');
            arguments.Add(FilterParser.ReadOperand(reader));
            reader.SkipSpace();
        }
        reader.Expect(')');
        return arguments;
    }

    private static PathStep ReadBracket(PathReader reader)
    {
        reader.Expect('[');
        reader.SkipSpace();
        var step = reader.Peek switch
        {
            '*' => ReadWildcard(reader),
            '\'' or '"' => ReadNames(reader),
            '?' => ReadFilter(reader),
            _ => ReadIndices(reader),
        };
        reader.SkipSpace();
        reader.Expect(']');
        return step;
    }

    private static WildcardStep ReadWildcard(PathReader reader)
    {
        reader.Skip();
        return new WildcardStep();
    }

    private static PathStep ReadNames(PathReader reader)
    {
        var names = new List<string>();
        do
        {
            reader.SkipSpace();
            names.Add(reader.TakeQuoted());
            reader.SkipSpace();
        }
        while (reader.TryTake(','));
        return names.Count == 1 ? new NameStep(names[0]) : new NamesStep(names, IsLast: false);
    }

    private static FilterStep ReadFilter(PathReader reader)
    {
        var start = reader.Position;
        reader.Skip();
        reader.Expect('(');
        var condition = FilterParser.ReadCondition(reader);
        reader.SkipSpace();
        reader.Expect(')');
        return new FilterStep(reader.TextFrom(start), condition);
    }

    private static PathStep ReadIndices(PathReader reader)
    {
        var text = reader.TakeWhile(c => char.IsAsciiDigit(c) || c is '-' or ':' or ',' or ' ').Trim();
        if (text.Split(':') is [var from, var to]) return new SliceStep(Bound(from, reader), Bound(to, reader));
        var indices = text.Split(',').Select(index => Index(index, reader)).ToArray();
        return indices.Length == 1 ? new IndexStep(indices[0]) : new IndicesStep(indices);
    }

    private static int? Bound(string text, PathReader reader) => text.Trim().Length == 0 ? null : Index(text, reader);

    private static int Index(string text, PathReader reader) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw reader.Malformed($"'{text.Trim()}' is not an index");
}
