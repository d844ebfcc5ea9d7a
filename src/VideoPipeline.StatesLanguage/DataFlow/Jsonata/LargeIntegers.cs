using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Jsonata;

/// <summary>Integers of 64 bits that JavaScript rounds but AWS's evaluator keeps, such as identifiers that an expression passes
/// on.</summary>
internal static class LargeIntegers
{
    private const double LargestExact = 1L << 53;

    /// <summary>The result of an expression with the digits of the integers that it has from its bindings. An integer that more
    /// than one of them is rounded to stays as it is.</summary>
    public static JsonData Restore(JsonData result, JsonData bindings)
    {
        if (!Numbers(result).Any(IsRounded)) return result;
        var integers = Numbers(bindings).Where(number => IsRounded(number) && number.TryGetInteger(out _)).Distinct()
            .GroupBy(number => number.Value)
            .Where(same => same.Count() == 1)
            .ToDictionary(same => same.Key, same => same.Single());
        return integers.Count == 0 ? result : Replace(result, integers);
    }

    private static bool IsRounded(NumberData number) => Math.Abs(number.Value) >= LargestExact;

    private static IEnumerable<NumberData> Numbers(JsonData data) => data switch
    {
        NumberData number => [number],
        ArrayData array => array.SelectMany(Numbers),
        ObjectData fields => fields.SelectMany(field => Numbers(field.Value)),
        _ => [],
    };

    private static JsonData Replace(JsonData data, Dictionary<double, NumberData> integers) => data switch
    {
        NumberData number => integers.GetValueOrDefault(number.Value, number),
        ArrayData array => ArrayData.Of(array.Select(item => Replace(item, integers))),
        ObjectData fields => ObjectData.Of(fields.Select(field => (field.Key, Replace(field.Value, integers)))),
        _ => data,
    };
}
