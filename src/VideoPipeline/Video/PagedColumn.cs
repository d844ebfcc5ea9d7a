using System.Collections;
using System.Runtime.CompilerServices;

namespace VideoPipeline.Video;

/// <summary>
/// A column of a table, with one value per row. The values are in pages: a stored table loads them on demand, a table that was
/// created in memory has a single page.
/// </summary>
[CollectionBuilder(typeof(PagedColumn), nameof(PagedColumn.Create))]
public sealed class PagedColumn<T> : IReadOnlyList<T>
{
    private readonly T[]?[] _pages;
    private readonly int _pageBits;

    /// <summary>Creates a column from all its values.</summary>
    public PagedColumn(T[] all) => (_pages, _pageBits, Count) = ([all], 31, all.Length);

    /// <summary>Creates a column whose values have not been read.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="pageBits">The base-2 logarithm of the rows per page; the last page has the remaining rows.</param>
    internal PagedColumn(int count, int pageBits) =>
        (_pages, _pageBits, Count) = (new T[]?[(count + (1 << pageBits) - 1) >> pageBits], pageBits, count);

    /// <summary>The number of rows, whether in memory or not.</summary>
    public int Count { get; }

    /// <summary>The value of a row.</summary>
    /// <exception cref="InvalidOperationException">
    /// The row has not been loaded; see <see cref="SampleTable.EnsureLoadedAsync"/>.
    /// </exception>
    public T this[int row]
    {
        get
        {
            if ((uint)row >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(row), row, $"The column has {Count} rows.");
            var page = _pages[row >> _pageBits]
                ?? throw new InvalidOperationException($"Row {row} of the index has not been loaded; call EnsureLoadedAsync.");
            return page[row & (int)((1u << _pageBits) - 1)];
        }
    }

    /// <inheritdoc cref="this[int]"/>
    public T this[long row] => this[checked((int)row)];

    /// <summary>Wraps an array as a column whose values are all in memory.</summary>
    public static implicit operator PagedColumn<T>(T[] all) => new(all);

    /// <summary>Copies the values of <paramref name="length"/> rows.</summary>
    public T[] Slice(int start, int length)
    {
        var values = new T[length];
        for (var i = 0; i < length; i++) values[i] = this[start + i];
        return values;
    }

    /// <summary>Copies all values.</summary>
    public T[] ToArray() => Slice(0, Count);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var row = 0; row < Count; row++) yield return this[row];
    }

    /// <summary>Sets the values of a page.</summary>
    internal void SetPage(int page, T[] values) => _pages[page] = values;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Creates columns from collection expressions.</summary>
public static class PagedColumn
{
    /// <summary>Creates a column from all its values.</summary>
    public static PagedColumn<T> Create<T>(ReadOnlySpan<T> values) => new(values.ToArray());
}
