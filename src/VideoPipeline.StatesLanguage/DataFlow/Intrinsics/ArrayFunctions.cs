using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Intrinsic functions on arrays.</summary>
internal static class ArrayFunctions
{
    private const int MaxRangeLength = 1000;

    public static JArray Create(JToken[] items)
    {
        var array = new JArray();
        foreach (var item in items) array.Add(item);
        return array;
    }

    public static JArray Partition(JToken array, JToken size)
    {
        var length = Argument.Integer(size);
        if (length is <= 0 or > int.MaxValue) throw new IntrinsicArgumentException(
            "The second argument must be a positive integer.");
        var partitions = new JArray();
        foreach (var partition in Argument.Array(array).Chunk((int)length)) partitions.Add(Create(partition));
        return partitions;
    }

    public static JToken Contains(JToken array, JToken value) =>
        Argument.Array(array).Any(item => JToken.DeepEquals(item, value));

    public static JArray Range(JToken first, JToken last, JToken step)
    {
        var (from, to, by) = (Argument.Integer(first), Argument.Integer(last), Argument.Integer(step));
        if (by == 0) throw new IntrinsicArgumentException("The step must not be zero.");
        var range = new JArray();
        for (var value = from; by > 0 ? value <= to : value >= to; value += by)
        {
            if (range.Count == MaxRangeLength) throw new IntrinsicArgumentException(
                $"The range has more than {MaxRangeLength} elements.");
            range.Add(value);
        }
        return range;
    }

    public static JToken GetItem(JToken array, JToken index)
    {
        var items = Argument.Array(array);
        var at = Argument.Integer(index);
        return at >= 0 && at < items.Count
            ? items[(int)at]
            : throw new IntrinsicArgumentException($"The index {at} is outside the array of {items.Count} elements.");
    }

    public static JToken Length(JToken array) => Argument.Array(array).Count;

    public static JArray Unique(JToken array) =>
        Create(Argument.Array(array).Distinct(new JTokenEqualityComparer()).ToArray());
}
