using VideoPipeline.Npz;

namespace VideoPipeline.Analysis;

/// <summary>
/// All that was computed of a range's frames, or of several ranges merged. A value: nothing changes it.
/// </summary>
/// <param name="Columns">The per-frame arrays, one row a frame, in the order of the analyzers.</param>
/// <param name="First">The range's first frame; null where there is none.</param>
/// <param name="Last">The range's last frame; null where there is none.</param>
/// <param name="Mean">The sums of the frames at analysis size.</param>
/// <param name="Thumbnails">The frames that were to be kept as pictures, in order.</param>
public sealed record RangeArrays(
    IReadOnlyList<NpyArray> Columns,
    SeamImage? First,
    SeamImage? Last,
    MeanImage Mean,
    IReadOnlyList<Thumbnail> Thumbnails)
{
    /// <summary>How many frames.</summary>
    public int Frames => Columns[0].Shape[0];

    private IEnumerable<string> Names => Columns.Select(column => column.Name);

    /// <summary>A column by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column of this type.</exception>
    public NpyArray<T> Column<T>(string name) where T : unmanaged =>
        Columns.OfType<NpyArray<T>>().FirstOrDefault(column => column.Name == name)
        ?? throw new KeyNotFoundException(
            $"There is no column {name} of {typeof(T).Name} among {string.Join(", ", Columns.Select(column => column.Name))}.");

    /// <summary>Two neighbouring ranges as one. Associative; the result does not tell where the cut was.</summary>
    public static RangeArrays Merge(RangeArrays left, RangeArrays right) => Merge([left, right]);

    /// <summary>Neighbouring ranges, in order, as one.</summary>
    /// <param name="ranges">At least one range; all with the same columns, of frames of the same size.</param>
    public static RangeArrays Merge(IReadOnlyList<RangeArrays> ranges)
    {
        ArgumentOutOfRangeException.ThrowIfZero(ranges.Count);
        if (ranges.FirstOrDefault(range => !range.Names.SequenceEqual(ranges[0].Names)) is { } odd)
            throw new ArgumentException(
                $"A range has the arrays {string.Join(", ", odd.Names)}, not {string.Join(", ", ranges[0].Names)}.", nameof(ranges));
        var columns = ranges[0].Columns.Select((column, i) => NpyArray.Concat(column.Name, [.. ranges.Select(range => range.Columns[i])])).ToList();
        Stitch(columns, ranges);
        var some = ranges.Where(range => range.Frames > 0).ToList();
        return new(
            columns,
            some.FirstOrDefault()?.First,
            some.LastOrDefault()?.Last,
            ranges.Select(range => range.Mean).Aggregate((left, right) => left.Plus(right)),
            [.. ranges.SelectMany(range => range.Thumbnails)]);
    }

    /// <summary>
    /// Sets the rows behind the seams in the columns that look back; these arrays are new and nobody else's yet.
    /// </summary>
    private static void Stitch(List<NpyArray> columns, IReadOnlyList<RangeArrays> ranges)
    {
        foreach (var seam in SeamColumn.All)
        {
            var values = columns.OfType<NpyArray<double>>().Single(column => column.Name == seam.Name).Data;
            var row = 0;
            SeamImage? previous = null;
            foreach (var range in ranges.Where(range => range.Frames > 0))
            {
                if (previous is not null) values[row] = seam.Between(previous, range.First!);
                previous = range.Last;
                row += range.Frames;
            }
        }
    }
}
