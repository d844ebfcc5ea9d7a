using System.Collections;

namespace VideoPipeline.StatesLanguage.Json;

/// <summary>Builds an <see cref="ObjectData"/> field by field.</summary>
public sealed class ObjectBuilder : IEnumerable<KeyValuePair<string, JsonData>>
{
    private readonly OrderedDictionary<string, JsonData> _fields = new(StringComparer.Ordinal);

    /// <summary>Sets a field; a second value for the same name replaces the first.</summary>
    public JsonData this[string name]
    {
        set => _fields[name] = value;
    }

    public static implicit operator JsonData(ObjectBuilder builder) => builder.Build();

    /// <exception cref="ArgumentException">The name was added before.</exception>
    public void Add(string name, JsonData value) => _fields.Add(name, value);

    public ObjectData Build() => ObjectData.Own([.. _fields]);

    public IEnumerator<KeyValuePair<string, JsonData>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
