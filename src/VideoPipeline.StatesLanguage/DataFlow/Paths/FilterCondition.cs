using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary>The condition of a filter.</summary>
internal abstract record FilterCondition
{
    /// <summary>Whether the condition holds for an item (<c>@</c>) of the document (<c>$</c>).</summary>
    /// <exception cref="PathException">A regular expression takes too long.</exception>
    public abstract bool Holds(JsonData item, JsonData root);
}

internal sealed record AllOf(IReadOnlyList<FilterCondition> Conditions) : FilterCondition
{
    public override bool Holds(JsonData item, JsonData root) => Conditions.All(condition => condition.Holds(item, root));
}

internal sealed record AnyOf(IReadOnlyList<FilterCondition> Conditions) : FilterCondition
{
    public override bool Holds(JsonData item, JsonData root) => Conditions.Any(condition => condition.Holds(item, root));
}

internal sealed record NoneOf(FilterCondition Condition) : FilterCondition
{
    public override bool Holds(JsonData item, JsonData root) => !Condition.Holds(item, root);
}

/// <summary>A path alone: whether it selects anything; a literal alone: whether it is true.</summary>
internal sealed record Existence(FilterOperand Operand) : FilterCondition
{
    public override bool Holds(JsonData item, JsonData root) => Operand.Evaluate(item, root) switch
    {
        null => false,
        ArrayData { Count: 0 } => Operand.IsDefinite,
        BooleanData value when Operand is LiteralOperand => value.Value,
        _ => true,
    };
}
