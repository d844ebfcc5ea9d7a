using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Tests.Definition;

/// <summary>Changes a definition at random: removes, renames or retypes a field, or an element of an array.</summary>
internal static class DefinitionMutation
{
    private static readonly JsonData[] s_values =
    [
        JsonData.Null, true, false, -1, 0, 1.5, 1_000_000_000_000, "", "x", "$", "$.a[", "$[*]", "{% 1 + %}", "{% a %}", "{%",
        "States.ALL", "States.Format('{}')", ArrayData.Empty, ArrayData.Of(1), ObjectData.Empty, ObjectData.Of(("StartAt", "x")),
    ];

    /// <summary>Changes one value somewhere below the root.</summary>
    public static JsonData Apply(JsonData json, Random random)
    {
        switch (json)
        {
            case ObjectData { Count: > 0 } o:
                var fields = o.ToList();
                var at = random.Next(fields.Count);
                if (fields[at].Value is ObjectData { Count: > 0 } or ArrayData { Count: > 0 } && random.Next(4) > 0)
                {
                    fields[at] = KeyValuePair.Create(fields[at].Key, Apply(fields[at].Value, random));
                }
                else if (random.Next(3) == 0)
                {
                    fields.RemoveAt(at);
                }
                else if (random.Next(2) == 0)
                {
                    fields[at] = KeyValuePair.Create(fields[at].Key + "x", fields[at].Value);
                }
                else
                {
                    fields[at] = KeyValuePair.Create(fields[at].Key, s_values[random.Next(s_values.Length)]);
                }
                return ObjectData.Of(fields.DistinctBy(field => field.Key).Select(field => (field.Key, field.Value)));
            case ArrayData { Count: > 0 } a:
                var items = a.ToList();
                var index = random.Next(items.Count);
                if (random.Next(4) > 0) items[index] = Apply(items[index], random);
                else items.RemoveAt(index);
                return ArrayData.Of(items);
            default:
                return s_values[random.Next(s_values.Length)];
        }
    }
}
