using System.Globalization;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>A JSON Pointer to the array of items in a JSON file.</summary>
/// <remarks>RFC 6901: <c>/a/0</c>, with ~1 for a slash and ~0 for a tilde in a name.</remarks>
internal sealed class ItemsPointer
{
    private readonly string[] _tokens;

    private ItemsPointer(string text) =>
        (Text, _tokens) =
            (text, text.Split('/').Skip(1).Select(token => token.Replace("~1", "/").Replace("~0", "~")).ToArray());

    public static ItemsPointer Root { get; } = new("");

    public string Text { get; }

    public static ItemsPointer Parse(DefinitionNode node)
    {
        var text = node.Text();
        if (node.Token is StringData && !text.StartsWith('/')) node.Report(
            "Value is not a valid JSON Pointer", "Start it with a slash, for example /ranges.");
        return new ItemsPointer(text);
    }

    /// <summary>Finds the referenced value; null if there is none.</summary>
    public JsonData? Find(JsonData document)
    {
        JsonData? value = document;
        foreach (var token in _tokens)
        {
            value = value switch
            {
                ObjectData o => o[token],
                ArrayData a when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                    && i < a.Count => a[i],
                _ => null,
            };
        }
        return value;
    }
}
