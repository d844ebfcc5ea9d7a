using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Intrinsic functions on arrays.</summary>
internal static class ArrayFunctions
{
    private const int MaxRangeLength = 1000;

    public static ArrayData Partition(JsonData array, JsonData size)
    {
        var length = Argument.Integer(size);
        if (length is <= 0 or > int.MaxValue) throw new IntrinsicArgumentException(
            "The second argument must be a positive integer.");
        return ArrayData.Of(Argument.Array(array).Chunk((int)length).Select(ArrayData.Own));
    }

    public static JsonData Contains(JsonData array, JsonData value) =>
        Argument.Array(array).Any(value.Equals);

    public static ArrayData Range(JsonData first, JsonData last, JsonData step)
    {
        var (from, to, by) = (Argument.Integer(first), Argument.Integer(last), Argument.Integer(step));
        if (by == 0) throw new IntrinsicArgumentException("The step must not be zero.");
        var range = new List<JsonData>();
        for (var value = from; by > 0 ? value <= to : value >= to; value += by)
        {
            if (range.Count == MaxRangeLength) throw new IntrinsicArgumentException(
                $"The range has more than {MaxRangeLength} elements.");
            range.Add(value);
        }
        return ArrayData.Of(range);
    }

    public static JsonData GetItem(JsonData array, JsonData index)
    {
        var items = Argument.Array(array);
        var at = Argument.Integer(index);
        return at >= 0 && at < items.Count
            ? items[(int)at]
            : throw new IntrinsicArgumentException($"The index {at} is outside the array of {items.Count} elements.");
    }

    public static JsonData Length(JsonData array) => Argument.Array(array).Count;

    public static ArrayData Unique(JsonData array) =>
        ArrayData.Of(Argument.Array(array).Distinct());
}
