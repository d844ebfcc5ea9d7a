using System.Numerics;

namespace VideoPipeline.Analysis;

/// <summary>A column in the making; its memory doubles when it is full.</summary>
/// <param name="name">The array's name.</param>
/// <param name="width">Values in a row.</param>
public sealed class ColumnBuilder<T>(string name, int width = 1)
    where T : unmanaged, INumber<T>
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

    /// <summary>The column of all rows so far.</summary>
    public Column<T> ToColumn() => new(name, width, _values[.._count]);
}
