using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Frames;

/// <summary>Builds a per-frame array row by row. Its capacity doubles when it is full.</summary>
/// <param name="name">The name of the array.</param>
/// <param name="width">The number of values per row.</param>
internal sealed class ColumnBuilder<T>(string name, int width = 1)
    where T : unmanaged
{
    private const int InitialRows = 256;

    private T[] _values = new T[InitialRows * width];
    private int _count;

    /// <summary>Adds a row of one value.</summary>
    public void Add(T value) => AddRow()[0] = value;

    /// <summary>Adds a row of zeros and returns it for writing.</summary>
    public Span<T> AddRow()
    {
        if (_count == _values.Length) Array.Resize(ref _values, 2 * _values.Length);
        _count += width;
        return _values.AsSpan(_count - width, width);
    }

    /// <summary>Returns the array of all rows added, of shape (rows) or (rows, width).</summary>
    public NpyArray<T> ToArray() => NpyArray.Of(name, _values[.._count], width == 1 ? [_count] : [_count / width, width]);
}
