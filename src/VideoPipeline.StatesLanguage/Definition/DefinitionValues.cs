using System.Globalization;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>Reads the values of a definition. A value of another type is reported and read as a default.</summary>
internal static class DefinitionValues
{
    private static readonly Expression s_anyPath = Expression.Parse("$");

    public static string Text(this DefinitionNode node)
    {
        if (node.Token is StringData { Value: var text }) return text;
        node.ReportType("String");
        return "";
    }

    public static bool Boolean(this DefinitionNode node)
    {
        if (node.Token is BooleanData { Value: var value }) return value;
        node.ReportType("Boolean");
        return false;
    }

    public static int Integer(this DefinitionNode node, int minimum, int maximum = int.MaxValue)
    {
        if (node.Token is NumberData number && number.TryGetInteger(out var value))
        {
            return (int)InRange(node, value, minimum, maximum);
        }
        node.ReportType("Integer");
        return minimum;
    }

    /// <summary>The value as a number.</summary>
    /// <param name="node">The value.</param>
    /// <param name="minimum">The smallest number that is allowed.</param>
    /// <param name="maximum">The largest one.</param>
    /// <param name="type">The type that AWS names if it is no number.</param>
    public static double Number(
        this DefinitionNode node, double minimum, double maximum = double.MaxValue, string type = "Number")
    {
        if (node.Token is NumberData { Value: var value }) return InRange(node, value, minimum, maximum);
        node.ReportType(type);
        return minimum;
    }

    /// <summary>The value as a string, which must be one of <paramref name="words"/>.</summary>
    public static string OneOf(this DefinitionNode node, params string[] words)
    {
        var text = node.Text();
        if (words.Contains(text)) return text;
        if (node.Token is StringData) node.Report(
            $"Value should be one of the following: [{string.Join(", ", words)}]", $"Replace '{text}' by one of them.");
        return words[0];
    }

    /// <summary>The value as a path into the data (<c>$</c>), the context object (<c>$$</c>) or a variable.</summary>
    public static Expression Path(this DefinitionNode node) =>
        ParsedExpression(node, "Value must be a valid JSONPath.", text => text.StartsWith('$')
            ? Expression.Parse(text)
            : throw new FormatException($"'{text}' does not start with $."));

    /// <summary>The value as a path that a choice rule tests.</summary>
    public static Expression ReferencePath(this DefinitionNode node)
    {
        if (node.Token is not StringData { Value: var text } || text.StartsWith('$'))
        {
            return ParsedExpression(node, "Value is not a Reference Path", Expression.Parse);
        }
        node.Report("Value is not a Reference Path: Reference path didn't start with '$'", $"Start '{text}' with $.");
        return s_anyPath;
    }

    /// <summary>The value as a path or a call of an intrinsic function.</summary>
    public static Expression PathOrIntrinsic(this DefinitionNode node) => ParsedExpression(
        node, "The value must be a valid JSONPath or a valid intrinsic function call", Expression.Parse);

    /// <summary>The value as a path or a call of an intrinsic function in a payload template, whose fault AWS reports at the
    /// object around the field.</summary>
    public static Expression TemplateExpression(this DefinitionNode template, string field)
    {
        try
        {
            var expression = Expression.Parse((template.Token.Fields[field] as StringData)?.Value
                ?? throw new FormatException("The value is not a string."));
            template.AddVariables(expression.VariableNames);
            return expression;
        }
        catch (FormatException malformed)
        {
            template.Report(
                $"The value for the field '{field}' must be a valid JSONPath or a valid intrinsic function call",
                $"{malformed.Message} Correct it.");
            return s_anyPath;
        }
    }

    public static PayloadTemplate Template(this DefinitionNode node) => PayloadTemplate.Parse(node);

    /// <summary>The value as a JSONata expression; null if it is not a string in <c>{% %}</c>, or the language is
    /// JSONPath.</summary>
    public static JsonataExpression? Jsonata(this DefinitionNode node)
    {
        if (node.Language != QueryLanguage.Jsonata || node.Token is not StringData { Value: var text }) return null;
        if (!JsonataExpression.IsExpression(text))
        {
            if (JsonataExpression.IsUnclosed(text)) node.Report(
                "JSONata string must start with {% and end with %}", "Add what is missing, or remove the other one.");
            return null;
        }
        var expression = JsonataExpression.Parse(text, node.Field, out var problem);
        if (problem is var (code, message)) node.Report(message, "Correct the expression.", code);
        node.AddVariables(expression.VariableNames);
        return expression;
    }

    public static DataPathFilter DataPathFilter(this DefinitionNode node)
    {
        if (node.Token is NullData) return DataFlow.DataPathFilter.Nothing;
        var filter = Parsed(
            node, DataFlow.DataPathFilter.Everything, "Value must be a valid JSONPath.", DataFlow.DataPathFilter.Parse);
        node.AddVariables(filter.VariableNames);
        return filter;
    }

    public static ResultPath ResultPath(this DefinitionNode node) => node.Token is NullData
        ? DataFlow.ResultPath.Discard
        : Parsed(node, DataFlow.ResultPath.Root, "Value is not a Reference Path", DataFlow.ResultPath.Parse);

    /// <summary>Warns of a constant that looks like a path.</summary>
    public static void WarnOfPath(this DefinitionNode node, string field)
    {
        if (node.Token is StringData { Value: var text } && Expression.LooksComputed(text)) node.Warn(
            DiagnosticCodes.NoPath, "Field value looks like a path, but field name does not end with 'Path'",
            $"Rename {field} to {field}Path if its value is to be read there.");
    }

    private static Expression ParsedExpression(DefinitionNode node, string message, Func<string, Expression> parse)
    {
        var expression = Parsed(node, s_anyPath, message, parse);
        node.AddVariables(expression.VariableNames);
        return expression;
    }

    private static T Parsed<T>(DefinitionNode node, T otherwise, string message, Func<string, T> parse)
    {
        var text = node.Text();
        if (node.Token is not StringData) return otherwise;
        try
        {
            return parse(text);
        }
        catch (FormatException malformed)
        {
            node.Report(message, $"{malformed.Message} Correct it.");
            return otherwise;
        }
    }

    private static double InRange(DefinitionNode node, double value, double minimum, double maximum)
    {
        if (value < minimum) Report("Minimum", minimum, "or more");
        else if (value > maximum) Report("Maximum", maximum, "or less");
        return Math.Clamp(value, minimum, maximum);

        void Report(string bound, double limit, string direction)
        {
            var text = limit.ToString("0.################", CultureInfo.InvariantCulture);
            node.Report($"{bound} value is {text}", $"Write {text} {direction}.");
        }
    }
}
