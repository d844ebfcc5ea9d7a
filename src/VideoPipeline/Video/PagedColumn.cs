using System.Collections;
using System.Runtime.CompilerServices;

namespace VideoPipeline.Video;

/// <summary>
/// A column of a table: one value a row. Of a table in the store, only the rows that were asked for are in memory, in pages; a
/// table made here has all of them in one page.
/// </summary>
[CollectionBuilder(typeof(PagedColumn), nameof(PagedColumn.All))]
public sealed class PagedColumn<T> : IReadOnlyList<T>
{
    private readonly T[]?[] _pages;
    private readonly int _pageBits;

    /// <summary>A column with all its values.</summary>
    public PagedColumn(T[] all) => (_pages, _pageBits, Count) = ([all], 31, all.Length);

    /// <summary>A column none of whose values has been read.</summary>
    /// <param name="count">How many rows there are.</param>
    /// <param name="pageBits">Pages have two to the power of this rows; the last one has the rest.</param>
    internal PagedColumn(int count, int pageBits) =>
        (_pages, _pageBits, Count) = (new T[]?[(count + (1 << pageBits) - 1) >> pageBits], pageBits, count);

    /// <summary>How many rows there are, in memory or not.</summary>
    public int Count { get; }

    /// <summary>The value of a row.</summary>
    /// <exception cref="InvalidOperationException">Nobody asked for the row to be read (<see cref="SampleTable.EnsureLoadedAsync"/>).</exception>
    public T this[int row]
    {
        get
        {
            if ((uint)row >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(row), row, $"There are {Count} rows.");
            var page = _pages[row >> _pageBits] ?? throw new InvalidOperationException($"Row {row} of the index has not been read.");
            return page[row & (int)((1u << _pageBits) - 1)];
        }
    }

    /// <inheritdoc cref="this[int]"/>
    public T this[long row] => this[checked((int)row)];

    /// <summary>All values are in memory.</summary>
    public static implicit operator PagedColumn<T>(T[] all) => new(all);

    /// <summary>The values of some rows, copied.</summary>
    public T[] Slice(int start, int length)
    {
        var values = new T[length];
        for (var i = 0; i < length; i++) values[i] = this[start + i];
        return values;
    }

    /// <summary>All values, copied.</summary>
    public T[] ToArray() => Slice(0, Count);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var row = 0; row < Count; row++) yield return this[row];
    }

    /// <summary>Takes in a page that was read.</summary>
    internal void Fill(int page, T[] values) => _pages[page] = values;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes columns of collection expressions.</summary>
public static class PagedColumn
{
    /// <summary>A column with all its values.</summary>
    public static PagedColumn<T> All<T>(ReadOnlySpan<T> values) => new(values.ToArray());
}
