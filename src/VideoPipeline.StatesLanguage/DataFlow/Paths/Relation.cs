using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary><c>left operator right</c>. An operand that selects nothing is undefined, which equals only itself.</summary>
internal sealed record Relation(FilterOperand Left, string Operator, FilterOperand Right) : FilterCondition
{
    public static readonly string[] Operators =
    [
        "===", "!==", "==", "!=", "<=", ">=", "<", ">", "in", "nin", "subsetof", "anyof", "noneof", "all", "contains", "size",
        "empty", "type",
    ];

    public override bool Holds(JsonData item, JsonData root)
    {
        var (left, right) = (Left.Evaluate(item, root), Right.Evaluate(item, root));
        return Operator switch
        {
            "==" => left is null || right is null ? left is null && right is null : AreEqual(left, right),
            "!=" => left is null || right is null ? left is not null || right is not null : !AreEqual(left, right),
            "===" => left is not null && right is not null && left.GetType() == right.GetType() && AreEqual(left, right),
            "!==" => left is null || right is null || left.GetType() != right.GetType() || !AreEqual(left, right),
            "<" => Compare(left, right) < 0,
            "<=" => Compare(left, right) <= 0,
            ">" => Compare(left, right) > 0,
            ">=" => Compare(left, right) >= 0,
            _ => left is not null && right is not null && HoldsForSets(left, right),
        };
    }

    // Numbers are equal by value: 1 and 1.0 are one number in a filter.
    private static bool AreEqual(JsonData left, JsonData right) => left is NumberData a && right is NumberData b
        ? a.Value.Equals(b.Value)
        : left.Equals(right);

    private static int? Compare(JsonData? left, JsonData? right) => (left, right) switch
    {
        (NumberData a, NumberData b) => a.Value.CompareTo(b.Value),
        (StringData a, StringData b) => string.CompareOrdinal(a.Value, b.Value),
        _ => null,
    };

    private bool HoldsForSets(JsonData left, JsonData right) => Operator switch
    {
        "in" => right is ArrayData set && Has(set, left),
        "nin" => right is ArrayData set && !Has(set, left),
        "subsetof" => left is ArrayData a && right is ArrayData b && a.All(item => Has(b, item)),
        "anyof" => left is ArrayData a && right is ArrayData b && a.Any(item => Has(b, item)),
        "noneof" => left is ArrayData a && right is ArrayData b && !a.Any(item => Has(b, item)),
        "all" => left is ArrayData a && right is ArrayData b && b.All(item => Has(a, item)),
        "contains" => left is ArrayData a ? Has(a, right)
            : left is StringData text && right is StringData part && text.Value.Contains(part.Value, StringComparison.Ordinal),
        "size" => right is NumberData size && (left is ArrayData a ? a.Count : (left as StringData)?.Value.Length) == size.Value,
        "empty" => right is BooleanData expected
            && (left is ArrayData a ? a.Count == 0 : left is StringData { Value: "" }) == expected.Value,
        _ => right is StringData type && type.Value == TypeName(left),
    };

    private static bool Has(ArrayData set, JsonData value) => set.Any(item => AreEqual(item, value));

    private static string TypeName(JsonData value) => value switch
    {
        ObjectData or ArrayData => "json",
        StringData => "string",
        NumberData => "number",
        BooleanData => "boolean",
        _ => "null",
    };
}
