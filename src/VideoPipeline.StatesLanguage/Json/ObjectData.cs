using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;

namespace VideoPipeline.StatesLanguage.Json;

/// <summary>A JSON object. Its fields keep their order.</summary>
public sealed class ObjectData : JsonData, IReadOnlyCollection<KeyValuePair<string, JsonData>>
{
    // Below this number of fields, comparing the names is faster than hashing one.
    private const int IndexedFrom = 9;

    private readonly KeyValuePair<string, JsonData>[] _fields;
    private Dictionary<string, int>? _index;

    private ObjectData(KeyValuePair<string, JsonData>[] fields) => _fields = fields;

    public static ObjectData Empty { get; } = new([]);

    public int Count => _fields.Length;

    public IEnumerable<string> Names => _fields.Select(pair => pair.Key);

    /// <summary>An object with the given fields.</summary>
    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public static ObjectData Of(params IEnumerable<(string Name, JsonData Value)> fields)
    {
        var builder = new ObjectBuilder();
        foreach (var (name, value) in fields) builder.Add(name, value);
        return builder.Build();
    }

    public JsonData? Find(string name)
    {
        var at = IndexOf(name);
        return at < 0 ? null : _fields[at].Value;
    }

    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>The object with a field replaced, or appended if there is none of that name.</summary>
    public ObjectData With(string name, JsonData value)
    {
        var at = IndexOf(name);
        var fields = new KeyValuePair<string, JsonData>[at < 0 ? Count + 1 : Count];
        _fields.CopyTo(fields, 0);
        fields[at < 0 ? Count : at] = new(name, value);
        return new ObjectData(fields);
    }

    public IEnumerator<KeyValuePair<string, JsonData>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, JsonData>>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(JsonData? other) =>
        ReferenceEquals(this, other)
        || (other is ObjectData o && o.Count == Count && _fields.All(field => field.Value.Equals(o.Find(field.Key))));

    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var field in _fields) hash ^= HashCode.Combine(field.Key, field.Value);
        return hash;
    }

    /// <summary>Takes an array of fields with different names that nothing else holds.</summary>
    internal static ObjectData Own(KeyValuePair<string, JsonData>[] fields) => new(fields);

    internal override void AppendTo(StringBuilder text)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        text.Append('{');
        for (var i = 0; i < _fields.Length; i++)
        {
            if (i > 0) text.Append(',');
            JsonStrings.Append(text, _fields[i].Key);
            text.Append(':');
            _fields[i].Value.AppendTo(text);
        }
        text.Append('}');
    }

    private protected override long Measure()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var length = (long)"{}".Length + Math.Max(0, _fields.Length - 1);
        foreach (var field in _fields) length += JsonStrings.Utf8Length(field.Key) + ":".Length + field.Value.Utf8Length;
        return length;
    }

    private int IndexOf(string name)
    {
        if (_fields.Length < IndexedFrom) return Array.FindIndex(_fields, field => field.Key == name);
        return (_index ??= Index()).GetValueOrDefault(name, -1);
    }

    private Dictionary<string, int> Index()
    {
        var index = new Dictionary<string, int>(_fields.Length, StringComparer.Ordinal);
        for (var i = 0; i < _fields.Length; i++) index.Add(_fields[i].Key, i);
        return index;
    }
}
