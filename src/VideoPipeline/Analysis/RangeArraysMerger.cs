using VideoPipeline.Npz;

namespace VideoPipeline.Analysis;

/// <summary>
/// Merges consecutive ranges, one after another, in presentation order. Of each range, only the rows of its columns and its
/// previews are kept: in memory, or, for the columns of <paramref name="isSpooled"/>, in temporary files.
/// </summary>
/// <param name="isSpooled">Whether the column of this name is written to a temporary file; null for none.</param>
internal sealed class RangeArraysMerger(Predicate<string>? isSpooled = null) : IDisposable
{
    private readonly List<IArrayConcatenation> _columns = [];
    private readonly MeanSums _mean = new();
    private readonly List<Preview> _previews = [];
    private IReadOnlyList<string>? _names;
    private BoundaryFrame? _first;
    private BoundaryFrame? _last;
    private BoundaryComparison? _boundary;

    /// <summary>Adds the next range. It is not modified.</summary>
    /// <exception cref="ArgumentException">The range has other columns or another frame size than those before.</exception>
    /// <exception cref="Errors.LimitExceededException">There is not enough space for a temporary file.</exception>
    public void Add(RangeArrays range)
    {
        if (_names is null) Begin(range);
        if (!range.Names.SequenceEqual(_names!))
            throw new ArgumentException(
                $"The ranges have different columns: {string.Join(", ", _names!)} and {string.Join(", ", range.Names)}.",
                nameof(range));
        var firstRow = CompareWithPrevious(range.First);
        foreach (var (column, part) in _columns.Zip(range.Columns))
            column.Add(firstRow?.TryGetValue(part.Name, out var value) == true ? WithFirstRow(part, value) : part);
        _first ??= range.First;
        _last = range.Last ?? _last;
        _mean.Add(range.Mean);
        _previews.AddRange(range.Previews);
    }

    /// <summary>Returns the merged ranges. Columns in temporary files can be read until this object is disposed of.</summary>
    /// <exception cref="InvalidOperationException">No range was added.</exception>
    public RangeArrays Finish() => _names is null
        ? throw new InvalidOperationException("There is no range to merge.")
        : new([.. _columns.Select(column => column.ToArray())], _first, _last, _mean.ToMean(), [.. _previews]);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in _columns) column.Dispose();
        _boundary?.Dispose();
    }

    private void Begin(RangeArrays range)
    {
        _names = [.. range.Names];
        foreach (var name in _names) _columns.Add(isSpooled?.Invoke(name) == true ? new ArraySpool() : new ArrayParts());
    }

    private IReadOnlyDictionary<string, double>? CompareWithPrevious(BoundaryFrame? first)
    {
        if (_last is null || first is null) return null;
        _boundary ??= new(_last.Size);
        return _boundary.Compare(_last, first);
    }

    private static NpyArray<double> WithFirstRow(NpyArray column, double value)
    {
        double[] values = [.. ((NpyArray<double>)column).Data];
        values[0] = value;
        return NpyArray.Of(column.Name, values);
    }
}
