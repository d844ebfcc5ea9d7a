using System.Globalization;
using VideoPipeline.Npz;

namespace VideoPipeline.Exports.Tables;

/// <summary>The table of the arrays of <c>frames.npz</c>: a row for each frame.</summary>
internal static class FrameArrays
{
    /// <summary>
    /// Creates the table. An array with more than one axis is a column for each element of a row: <c>luma_hist_0</c>,
    /// <c>luma_hist_1</c>…
    /// </summary>
    /// <param name="arrays">The arrays, all with the same length of the first axis.</param>
    public static Table ToTable(IReadOnlyList<NpyArray> arrays) =>
        new(arrays is [var first, ..] ? first.Shape[0] : 0, [.. arrays.SelectMany(Columns)]);

    private static IEnumerable<TableColumn> Columns(NpyArray array) => array switch
    {
        NpyArray<bool> flags => Columns(flags),
        NpyArray<byte> bytes => Columns(bytes),
        NpyArray<ushort> numbers => Columns(numbers),
        NpyArray<int> numbers => Columns(numbers),
        NpyArray<uint> numbers => Columns(numbers),
        NpyArray<long> numbers => Columns(numbers),
        NpyArray<ulong> numbers => Columns(numbers),
        NpyArray<float> numbers => Columns(numbers),
        NpyArray<double> numbers => Columns(numbers),
        _ => throw new NotSupportedException($"The array {array.Name} of type {array.Type} has no column."),
    };

    private static IEnumerable<TableColumn> Columns<T>(NpyArray<T> array) where T : unmanaged
    {
        var (data, inner) = (array.Data, array.Shape.Skip(1).ToArray());
        var elements = inner.Aggregate(1, (product, length) => product * length);
        for (var element = 0; element < elements; element++)
        {
            var offset = element;
            yield return new TableColumn<T>(array.Name + Suffix(element, inner), row => data[(row * elements) + offset]);
        }
    }

    // The index on each axis after the first.
    private static string Suffix(int element, int[] shape)
    {
        var suffix = "";
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            (element, var index) = Math.DivRem(element, shape[axis]);
            suffix = string.Create(CultureInfo.InvariantCulture, $"_{index}{suffix}");
        }
        return suffix;
    }
}
