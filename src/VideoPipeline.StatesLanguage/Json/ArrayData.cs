using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;

namespace VideoPipeline.StatesLanguage.Json;

/// <summary>A JSON array.</summary>
public sealed class ArrayData : JsonData, IReadOnlyList<JsonData>
{
    private readonly JsonData[] _items;

    private ArrayData(JsonData[] items) => _items = items;

    public static ArrayData Empty { get; } = new([]);

    public int Count => _items.Length;

    public JsonData this[int index] => _items[index];

    public static ArrayData Of(params IEnumerable<JsonData> items) => new([.. items]);

    /// <summary>The array with the element at an index replaced.</summary>
    public ArrayData With(int index, JsonData value)
    {
        var items = (JsonData[])_items.Clone();
        items[index] = value;
        return new ArrayData(items);
    }

    public IEnumerator<JsonData> GetEnumerator() => ((IEnumerable<JsonData>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(JsonData? other) =>
        ReferenceEquals(this, other) || (other is ArrayData array && _items.AsSpan().SequenceEqual(array._items));

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in _items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>Takes an array that nothing else holds.</summary>
    internal static ArrayData Own(JsonData[] items) => new(items);

    internal override void AppendTo(StringBuilder text)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        text.Append('[');
        for (var i = 0; i < _items.Length; i++)
        {
            if (i > 0) text.Append(',');
            _items[i].AppendTo(text);
        }
        text.Append(']');
    }

    private protected override long Measure()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var length = (long)"[]".Length + Math.Max(0, _items.Length - 1);
        foreach (var item in _items) length += item.Utf8Length;
        return length;
    }
}
