using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Choices;

/// <summary>
/// A comparison operator. It is true only if both operands are of the operator's type and compare as the operator requires.
/// Operands of other types do not match; they are not an error.
/// </summary>
internal sealed record Comparison(Func<JsonData, bool> TakesOperand, Func<JsonData, JsonData, bool> Holds)
{
    private static readonly (string Suffix, Func<int, bool> Accepts)[] s_orders =
    [
        ("Equals", order => order == 0),
        ("LessThan", order => order < 0),
        ("GreaterThan", order => order > 0),
        ("LessThanEquals", order => order <= 0),
        ("GreaterThanEquals", order => order >= 0),
    ];

    /// <summary>The operators, by name, whose operand may also be a path (<c>…Path</c>).</summary>
    public static IReadOnlyDictionary<string, Comparison> All { get; } = Build();

    /// <summary><c>StringMatches</c>: <c>*</c> matches any characters, <c>\*</c> a literal asterisk.</summary>
    public static Comparison StringMatches { get; } = new(
        ValueTypes.IsString, (value, pattern) =>
            ValueTypes.IsString(value) && Wildcard.Matches(ValueTypes.Text(value), ValueTypes.Text(pattern)));

    private static Dictionary<string, Comparison> Build()
    {
        var all = new Dictionary<string, Comparison>(StringComparer.Ordinal)
        {
            ["BooleanEquals"] =
                Of(ValueTypes.IsBoolean, (a, b) => a.Boolean.CompareTo(b.Boolean), order => order == 0),
        };
        foreach (var (suffix, accepts) in s_orders)
        {
            all["String" + suffix] = Of(
                ValueTypes.IsString, (a, b) => string.CompareOrdinal(ValueTypes.Text(a), ValueTypes.Text(b)), accepts);
            all["Numeric" + suffix] =
                Of(ValueTypes.IsNumber, (a, b) => a.Number.CompareTo(b.Number), accepts);
            all["Timestamp" + suffix] = Of(
                ValueTypes.IsTimestamp, (a, b) =>
                    ValueTypes.Timestamp(a)!.Value.CompareTo(ValueTypes.Timestamp(b)!.Value), accepts);
        }
        return all;
    }

    private static Comparison Of(
        Func<JsonData, bool> isOfType, Func<JsonData, JsonData, int> compare, Func<int, bool> accepts) =>
        new(isOfType, (a, b) => isOfType(a) && isOfType(b) && accepts(compare(a, b)));
}
