using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary>An operand of a filter.</summary>
internal abstract record FilterOperand
{
    /// <summary>Whether the operand is at most one value rather than a list of matches.</summary>
    public virtual bool IsDefinite => true;

    /// <summary>The operand's value; null if its path selects nothing.</summary>
    public abstract JsonData? Evaluate(JsonData item, JsonData root);
}

internal sealed record LiteralOperand(JsonData Value) : FilterOperand
{
    public override JsonData? Evaluate(JsonData item, JsonData root) => Value;
}

/// <summary>A path from the item (<c>@</c>) or from the document (<c>$</c>).</summary>
internal sealed record PathOperand(bool FromRoot, PathStep[] Steps) : FilterOperand
{
    public override bool IsDefinite => Array.TrueForAll(Steps, step => step.IsDefinite);

    public override JsonData? Evaluate(JsonData item, JsonData root)
    {
        IEnumerable<JsonData> matches = [FromRoot ? root : item];
        foreach (var step in Steps) matches = matches.SelectMany(value => step.Select(value, root));
        return IsDefinite ? matches.FirstOrDefault() : ArrayData.Of(matches);
    }
}
