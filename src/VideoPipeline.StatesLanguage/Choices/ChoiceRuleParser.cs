using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Choices;

/// <summary>Parses the choice rules of a Choice state.</summary>
internal static class ChoiceRuleParser
{
    private const string PathSuffix = "Path";

    private static readonly Dictionary<string, Func<JsonData, bool>> s_typeTests = new(StringComparer.Ordinal)
    {
        ["IsNull"] = ValueTypes.IsNull,
        ["IsNumeric"] = ValueTypes.IsNumber,
        ["IsString"] = ValueTypes.IsString,
        ["IsBoolean"] = ValueTypes.IsBoolean,
        ["IsTimestamp"] = ValueTypes.IsTimestamp,
    };

    private static readonly string[] s_tests =
    [
        .. Comparison.All.Keys.SelectMany(name => new[] { name, name + PathSuffix }), "StringMatches", "IsPresent",
        .. s_typeTests.Keys,
    ];

    private static readonly string[] s_kinds = ["And", "Or", "Not", "Variable"];
    private static readonly string[] s_common = ["Next", "Comment", "Assign"];
    private static readonly LanguageFields s_fields = new(s_common, [.. s_kinds, .. s_tests], ["Condition", "Output"]);

    /// <summary>Parses the test of a rule in the state's query language.</summary>
    public static ChoiceRule Parse(DefinitionNode node)
    {
        node.Require("Next");
        node.Optional("Comment")?.Text();
        if (node.Language == QueryLanguage.JsonPath) return ParseRule(node, s_common);
        s_fields.Check(node, "a choice rule");
        var condition = node.Required("Condition");
        return condition.Jsonata() is { } expression ? new ConditionRule(expression) : new ConstantRule(condition.Boolean());
    }

    private static ChoiceRule ParseRule(DefinitionNode node, string[] others)
    {
        (s_fields with { Common = others }).Check(node, "a choice rule");
        var kinds = s_kinds.Where(node.Has).ToArray();
        if (kinds.Length != 1)
        {
            node.Report(
                "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]",
                "Write And, Or, Not, or a Variable with a comparison operator.");
        }
        return kinds.FirstOrDefault() switch
        {
            null => new ConstantRule(false),
            "And" => new AndRule(ParseNested(node["And"])),
            "Or" => new OrRule(ParseNested(node["Or"])),
            "Not" => new NotRule(ParseRule(node["Not"], ["Comment"])),
            _ => ParseTest(node),
        };
    }

    private static ChoiceRule[] ParseNested(DefinitionNode rules) =>
        rules.NonEmptyItems().Select(rule => ParseRule(rule, ["Comment"])).ToArray();

    private static ChoiceRule ParseTest(DefinitionNode node)
    {
        var variable = node["Variable"].ReferencePath();
        var tests = s_tests.Where(node.Has).ToArray();
        if (tests.Length > 1) node.AllowAtMostOneOf(s_tests);
        // An unknown operator has been reported as such.
        if (tests.Length == 0 && node.Fields.All(field => field == "Variable" || s_common.Contains(field)))
        {
            node.RequireOneOf(s_tests);
        }
        return tests.Length == 0 ? new ConstantRule(false) : ParseTest(variable, tests[0], node[tests[0]]);
    }

    private static ChoiceRule ParseTest(Expression variable, string test, DefinitionNode operand)
    {
        if (test == "IsPresent") return new PresenceRule(variable, operand.Boolean());
        if (s_typeTests.TryGetValue(test, out var isOfType)) return new TypeRule(variable, isOfType, operand.Boolean());
        if (test == "StringMatches") return Constant(variable, test, Comparison.StringMatches, operand);
        return Comparison.All.TryGetValue(test, out var comparison)
            ? Constant(variable, test, comparison, operand)
            : new ComparisonRule(variable, Comparison.All[test[..^PathSuffix.Length]], null, operand.ReferencePath());
    }

    private static ComparisonRule Constant(Expression variable, string test, Comparison comparison, DefinitionNode operand)
    {
        if (!comparison.TakesOperand(operand.Token)) ReportOperand(test, operand);
        else if (test != "StringMatches") operand.WarnOfPath(test);
        return new ComparisonRule(variable, comparison, operand.Token, null);
    }

    private static void ReportOperand(string test, DefinitionNode operand)
    {
        if (test.StartsWith("Timestamp", StringComparison.Ordinal) && operand.Token is StringData)
        {
            operand.Report("String does not match RFC3339 timestamp", "Write one such as 2030-01-31T12:00:00Z.");
            return;
        }
        operand.ReportType(test switch
        {
            _ when test.StartsWith("Numeric", StringComparison.Ordinal) => "Number",
            _ when test.StartsWith("Boolean", StringComparison.Ordinal) => "Boolean",
            _ => "String",
        });
    }
}
