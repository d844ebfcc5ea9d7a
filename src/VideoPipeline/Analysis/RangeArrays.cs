using VideoPipeline.Npz;

namespace VideoPipeline.Analysis;

/// <summary>
/// The results of the analysis of a range, or of several ranges merged. Immutable.
/// </summary>
/// <param name="Columns">The per-frame arrays, one row per frame, in the order of the analyzers.</param>
/// <param name="First">The first frame of the range; null if the range has no frames.</param>
/// <param name="Last">The last frame of the range; null if the range has no frames.</param>
/// <param name="Mean">The mean of the frames at analysis size.</param>
/// <param name="Thumbnails">The frames kept as thumbnails, in presentation order.</param>
internal sealed record RangeArrays(
    IReadOnlyList<NpyArray> Columns,
    BoundaryFrame? First,
    BoundaryFrame? Last,
    MeanImage Mean,
    IReadOnlyList<Thumbnail> Thumbnails)
{
    /// <summary>The number of frames.</summary>
    public int Frames => Columns[0].Shape[0];

    private IEnumerable<string> Names => Columns.Select(column => column.Name);

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
        ArgumentOutOfRangeException.ThrowIfZero(ranges.Count);
        if (ranges.FirstOrDefault(range => !range.Names.SequenceEqual(ranges[0].Names)) is { } other)
            throw new ArgumentException(
                $"The ranges have different columns: {string.Join(", ", ranges[0].Names)} and {string.Join(", ", other.Names)}.",
                nameof(ranges));
        var columns = ranges[0].Columns
            .Select((column, i) => NpyArray.Concat(column.Name, [.. ranges.Select(range => range.Columns[i])]))
            .ToList();
        ComputeBoundaryRows(columns, ranges);
        var nonEmpty = ranges.Where(range => range.Frames > 0).ToList();
        return new(
            columns,
            nonEmpty.FirstOrDefault()?.First,
            nonEmpty.LastOrDefault()?.Last,
            ranges.Select(range => range.Mean).Aggregate((left, right) => left.Plus(right)),
            [.. ranges.SelectMany(range => range.Thumbnails)]);
    }

    /// <summary>
    /// Computes the first row of each range after the first, in the columns that compare a frame with the previous one. It writes
    /// to the arrays in place; they were created by the merge and are not shared yet.
    /// </summary>
    private static void ComputeBoundaryRows(List<NpyArray> columns, IReadOnlyList<RangeArrays> ranges)
    {
        foreach (var boundary in InterFrameColumn.All)
        {
            var values = columns.OfType<NpyArray<double>>().Single(column => column.Name == boundary.Name).Data;
            var row = 0;
            BoundaryFrame? previous = null;
            foreach (var range in ranges.Where(range => range.Frames > 0))
            {
                if (previous is not null) values[row] = boundary.Between(previous, range.First!);
                previous = range.Last;
                row += range.Frames;
            }
        }
    }
}
