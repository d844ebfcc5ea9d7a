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

    /// <summary>Parses the test of a rule in the state's query language.</summary>
    public static ChoiceRule Parse(DefinitionNode node)
    {
        if (node.Language == QueryLanguage.JsonPath) return ParseRule(node, ["Variable", "Next", "Comment", "Assign"]);
        node.AllowOnly("a choice rule", ["Condition", "Next", "Comment", "Assign", "Output"]);
        var condition = node.Required("Condition");
        return condition.Jsonata() is { } expression ? new ConditionRule(expression) : new ConstantRule(condition.Boolean());
    }

    private static ChoiceRule ParseRule(DefinitionNode node, string[] others)
    {
        var tests = node.Fields.Where(field => !others.Contains(field)).ToArray();
        if (tests.Length != 1)
        {
            throw node.Invalid(
                $"A choice rule must have exactly one test (got {tests.Length}).",
                "Write one comparison operator next to Variable, or one of And, Or, Not.");
        }
        var test = tests[0];
        return test switch
        {
            "And" => new AndRule(ParseNested(node, test)),
            "Or" => new OrRule(ParseNested(node, test)),
            "Not" => new NotRule(ParseInner(node.Required(test))),
            _ => ParseTest(node, test),
        };
    }

    private static ChoiceRule[] ParseNested(DefinitionNode node, string field) =>
        node.Required(field).NonEmptyItems().Select(ParseInner).ToArray();

    private static ChoiceRule ParseInner(DefinitionNode node) => node.Has("Next")
        ? throw node.Invalid("A nested rule has a Next.", "Write Next on the outermost rule only.")
        : ParseRule(node, ["Variable", "Comment"]);

    private static ChoiceRule ParseTest(DefinitionNode node, string test)
    {
        var variable = node.Required("Variable").Path();
        var operand = node.Required(test);
        if (test == "IsPresent") return new PresenceRule(variable, operand.Boolean());
        if (s_typeTests.TryGetValue(test, out var isOfType)) return new TypeRule(variable, isOfType, operand.Boolean());
        if (test == "StringMatches") return Constant(variable, Comparison.StringMatches, operand);
        if (Comparison.All.TryGetValue(test, out var comparison)) return Constant(variable, comparison, operand);
        if (test.EndsWith(PathSuffix, StringComparison.Ordinal)
            && Comparison.All.TryGetValue(test[..^PathSuffix.Length], out comparison))
        {
            return new ComparisonRule(variable, comparison, null, operand.Path());
        }
        throw operand.Invalid(
            $"{test} is not a comparison operator.", "Use an operator such as StringEquals or NumericLessThanPath.");
    }

    private static ComparisonRule Constant(Expression variable, Comparison comparison, DefinitionNode operand) =>
        comparison.TakesOperand(operand.Token)
            ? new ComparisonRule(variable, comparison, operand.Token, null)
            : throw operand.Invalid(
                "The value is not of the operator's type.", "Write a value of the type that the operator compares.");
}
