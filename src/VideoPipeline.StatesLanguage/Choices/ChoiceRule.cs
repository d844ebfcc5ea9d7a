using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Choices;

/// <summary>A choice rule: a data test on one variable, or And, Or, Not of nested rules.</summary>
internal abstract class ChoiceRule
{
    /// <summary>Whether the rule matches.</summary>
    /// <exception cref="StatesException">States.Runtime: a path matches nothing.</exception>
    public abstract bool Matches(Scope scope);

    protected static JsonData Value(Expression path, Scope scope) => path.Evaluate(scope) ?? throw StatesException.Runtime(
        $"Invalid path '{path.Text}': The choice state's condition path references an invalid value.");
}

internal sealed class AndRule(IReadOnlyList<ChoiceRule> rules) : ChoiceRule
{
    public override bool Matches(Scope scope) => rules.All(rule => rule.Matches(scope));
}

internal sealed class OrRule(IReadOnlyList<ChoiceRule> rules) : ChoiceRule
{
    public override bool Matches(Scope scope) => rules.Any(rule => rule.Matches(scope));
}

internal sealed class NotRule(ChoiceRule rule) : ChoiceRule
{
    public override bool Matches(Scope scope) => !rule.Matches(scope);
}

/// <summary>The Condition of a rule in JSONata.</summary>
internal sealed class ConditionRule(JsonataExpression condition) : ChoiceRule
{
    public override bool Matches(Scope scope) => condition.Evaluate<BooleanData>(scope, "boolean").Value;
}

/// <summary>A Condition that is true or false.</summary>
internal sealed class ConstantRule(bool value) : ChoiceRule
{
    public override bool Matches(Scope scope) => value;
}

/// <summary>A type test, such as <c>IsNull</c> or <c>IsString</c>: whether the variable is, or is not, of a type.</summary>
internal sealed class TypeRule(Expression variable, Func<JsonData, bool> isOfType, bool expected) : ChoiceRule
{
    public override bool Matches(Scope scope) => isOfType(Value(variable, scope)) == expected;
}

/// <summary><c>IsPresent</c>: the only test that does not fail when its path matches nothing.</summary>
internal sealed class PresenceRule(Expression variable, bool expected) : ChoiceRule
{
    public override bool Matches(Scope scope) => variable.Evaluate(scope) is not null == expected;
}

/// <summary>A comparison with a constant of the definition, or with the value at a path.</summary>
internal sealed class ComparisonRule(Expression variable, Comparison comparison, JsonData? constant, Expression? path)
    : ChoiceRule
{
    public override bool Matches(Scope scope) =>
        comparison.Holds(Value(variable, scope), constant ?? Value(path!, scope));
}
