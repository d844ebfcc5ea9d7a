using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Video;

namespace VideoPipeline.Local.Runs;

/// <summary>Hides the credentials in addresses, which can be anywhere in the data of a state.</summary>
internal static class HiddenSecrets
{
    /// <summary>The data without credentials.</summary>
    public static JsonData Hide(JsonData data) => Map(data, text => ((SourceAddress)text).ToString());

    /// <summary>Puts the credentials back into data that has been changed after they were hidden.</summary>
    /// <param name="changed">The changed data. An address as <see cref="Hide"/> shows it becomes the original one.</param>
    /// <param name="original">The data before they were hidden.</param>
    public static JsonData Restore(JsonData changed, JsonData original)
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        Map(original, text =>
        {
            if ((SourceAddress)text is { HasSecrets: true } address) addresses[address.ToString()] = text;
            return text;
        });
        return Map(changed, text => addresses.GetValueOrDefault(text, text));
    }

    private static JsonData Map(JsonData data, Func<string, string> map) => data switch
    {
        StringData text => map(text.Value),
        ArrayData items => ArrayData.Of(items.Select(item => Map(item, map))),
        ObjectData fields => ObjectData.Of(fields.Select(field => (field.Key, Map(field.Value, map)))),
        _ => data,
    };
}
