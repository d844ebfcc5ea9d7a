using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary>A function at the end of a path.</summary>
/// <param name="Body">Computes the result from the value and the arguments; null if there is none.</param>
internal sealed record PathFunction(string Name, Func<JsonData, IReadOnlyList<JsonData>, JsonData?> Body)
{
    private static readonly Dictionary<string, PathFunction> s_all = new PathFunction[]
    {
        new("length", (value, _) => Length(value)),
        new("size", (value, _) => Length(value)),
        new("keys", (value, _) => value is ObjectData o ? ArrayData.Of(o.Names.Select(name => (JsonData)name)) : null),
        new("min", (value, more) => Numbers(value, more).Min()),
        new("max", (value, more) => Numbers(value, more).Max()),
        new("sum", (value, more) => Numbers(value, more).Sum()),
        new("avg", (value, more) => Numbers(value, more).Average()),
        new("stddev", (value, more) => StandardDeviation(Numbers(value, more))),
        new("concat", (value, more) => string.Concat(Parts(value).Concat(more.SelectMany(Parts)))),
        new("append", (value, more) => value is ArrayData a ? ArrayData.Of(a.Concat(more)) : value),
        new("first", (value, _) => value is ArrayData { Count: > 0 } a ? a[0] : null),
        new("last", (value, _) => value is ArrayData { Count: > 0 } a ? a[^1] : null),
        new("index", (value, more) => more is [NumberData at, ..] && at.TryGetInteger(out var index)
            && index >= int.MinValue && index <= int.MaxValue ? new IndexStep((int)index).SelectOne(value, value) : null),
    }.ToDictionary(function => function.Name, StringComparer.Ordinal);

    public static PathFunction? Find(string name) => s_all.GetValueOrDefault(name);

    private static JsonData? Length(JsonData value) => value switch
    {
        ArrayData a => a.Count,
        ObjectData o => o.Count,
        StringData s => s.Value.Length,
        _ => null,
    };

    private static double[] Numbers(JsonData value, IReadOnlyList<JsonData> more)
    {
        var numbers = (value as IEnumerable<JsonData> ?? []).Concat(more.SelectMany(argument =>
            argument as IEnumerable<JsonData> ?? [argument])).OfType<NumberData>().Select(number => number.Value).ToArray();
        return numbers.Length > 0 ? numbers : throw new PathException(
            "Aggregation function attempted to calculate value using empty array");
    }

    private static double StandardDeviation(double[] numbers)
    {
        var mean = numbers.Average();
        return Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
    }

    private static IEnumerable<string> Parts(JsonData value) => value switch
    {
        StringData s => [s.Value],
        ArrayData a => a.SelectMany(Parts),
        _ => [],
    };
}
