using VideoPipeline.Npz;

namespace VideoPipeline.Analysis;

/// <summary>
/// The results of the analysis of a range, or of several ranges merged. Immutable.
/// </summary>
/// <param name="Columns">The per-frame arrays, one row per frame, in the order of the analyzers.</param>
/// <param name="First">The first frame of the range; null if the range has no frames.</param>
/// <param name="Last">The last frame of the range; null if the range has no frames.</param>
/// <param name="Mean">The mean of the frames at analysis size.</param>
/// <param name="Previews">The frames kept as previews, in presentation order.</param>
internal sealed record RangeArrays(
    IReadOnlyList<NpyArray> Columns,
    BoundaryFrame? First,
    BoundaryFrame? Last,
    MeanImage Mean,
    IReadOnlyList<Preview> Previews)
{
    /// <summary>The number of frames.</summary>
    public int Frames => Columns[0].Shape[0];

    /// <summary>The names of the columns.</summary>
    public IEnumerable<string> Names => Columns.Select(column => column.Name);

    /// <summary>Returns the column of this name and type.</summary>
    /// <exception cref="KeyNotFoundException">There is no column of this name and type.</exception>
    public NpyArray<T> Column<T>(string name) where T : unmanaged =>
        Columns.OfType<NpyArray<T>>().FirstOrDefault(column => column.Name == name)
        ?? throw new KeyNotFoundException(
            $"There is no column {name} of type {typeof(T).Name}. The columns are {string.Join(", ", Names)}.");

    /// <summary>Merges two consecutive ranges. Associative; the result does not depend on where the video was split.</summary>
    public static RangeArrays Merge(RangeArrays left, RangeArrays right) => Merge([left, right]);

    /// <summary>Merges consecutive ranges, in presentation order.</summary>
    /// <param name="ranges">At least one range; all with the same columns and frame size.</param>
    public static RangeArrays Merge(IReadOnlyList<RangeArrays> ranges)
    {
        using var merger = new RangeArraysMerger();
        foreach (var range in ranges) merger.Add(range);
        return merger.Finish();
    }

    /// <summary>Returns the range with only some of its columns.</summary>
    public RangeArrays WithColumns(IReadOnlySet<string> names) =>
        this with { Columns = [.. Columns.Where(column => names.Contains(column.Name))] };
}
