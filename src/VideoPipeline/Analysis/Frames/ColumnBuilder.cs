using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Frames;

/// <summary>Collects a per-frame array row by row; its memory doubles when it is full.</summary>
/// <param name="name">The array's name.</param>
/// <param name="width">Values in a row.</param>
public sealed class ColumnBuilder<T>(string name, int width = 1)
    where T : unmanaged
{
    private const int FirstRows = 256;

    private T[] _values = new T[FirstRows * width];
    private int _count;

    /// <summary>Adds a row of one value.</summary>
    public void Add(T value) => AddRow()[0] = value;

    /// <summary>Adds a row of zeros and gives it to be filled.</summary>
    public Span<T> AddRow()
    {
        if (_count == _values.Length) Array.Resize(ref _values, 2 * _values.Length);
        _count += width;
        return _values.AsSpan(_count - width, width);
    }

    /// <summary>The array of all rows so far, of shape (rows) or (rows, width).</summary>
    public NpyArray<T> ToArray() => NpyArray.Of(name, _values[.._count], width == 1 ? [_count] : [_count / width, width]);
}
