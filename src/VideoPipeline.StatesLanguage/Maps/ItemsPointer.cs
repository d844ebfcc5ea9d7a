using System.Globalization;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Definition;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>A JSON Pointer to the array of items in a JSON file.</summary>
/// <remarks>RFC 6901: <c>/a/0</c>, with ~1 for / and ~0 for ~.</remarks>
internal sealed class ItemsPointer
{
    private readonly string[] _steps;

    private ItemsPointer(string text) =>
        (Text, _steps) =
            (text, text.Split('/').Skip(1).Select(step => step.Replace("~1", "/").Replace("~0", "~")).ToArray());

    public static ItemsPointer Root { get; } = new("");

    public string Text { get; }

    public static ItemsPointer Parse(DefinitionNode node) => node.Text().StartsWith('/')
        ? new ItemsPointer(node.Text())
        : throw node.Invalid($"'{node.Text()}' is not a JSON Pointer.", "Start it with a slash, such as /ranges.");

    /// <summary>The value pointed to, or null.</summary>
    public JToken? Find(JToken document)
    {
        JToken? value = document;
        foreach (var step in _steps)
        {
            value = value switch
            {
                JObject o => o[step],
                JArray a when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                    && i < a.Count => a[i],
                _ => null,
            };
        }
        return value;
    }
}
